import type { Direction } from '#app/i18n/locales.ts';

export interface DiagramState {
  id: string;
  label: string;
}

export interface DiagramEdge {
  from: string;
  to: string;
  /** The event, in words. */
  label: string;
}

export const nodeWidth = 124;
export const nodeHeight = 48;
const columnGap = 44;
const rowGap = 28;
const margin = 10;
/** Room above and below for arrows that pass over other states. */
const archRoom = 44;

interface PlacedNode extends DiagramState {
  column: number;
  x: number;
  y: number;
}

/**
 * Places each state one column after the last of the states before it in the list that lead to it, and draws one arrow for each
 * pair of states; an event that stays in its state draws none. Right to left, the columns run the other way. Units are SVG pixels.
 */
export function layOut(states: readonly DiagramState[], edges: readonly DiagramEdge[], direction: Direction) {
  const columns = columnsOf(states, edges);
  const tallest = Math.max(1, ...columns.map((column) => column.length));
  const width = 2 * margin + columns.length * nodeWidth + (columns.length - 1) * columnGap;
  const height = 2 * archRoom + tallest * nodeHeight + (tallest - 1) * rowGap;
  const nodes: PlacedNode[] = columns.flatMap((states, column) => {
    const used = states.length * nodeHeight + (states.length - 1) * rowGap;
    const start = margin + column * (nodeWidth + columnGap);
    const x = direction === 'rtl' ? width - start - nodeWidth : start;
    return states.map((state, row) => ({ ...state, column, x, y: (height - used) / 2 + row * (nodeHeight + rowGap) }));
  });
  return { nodes, paths: pathsOf(nodes, edges, height), width, height };
}

/** The order of the list says what is forwards, so a workflow with a way back has a first column all the same. */
function columnsOf(states: readonly DiagramState[], edges: readonly DiagramEdge[]): DiagramState[][] {
  const placed = new Map<string, number>();
  for (const state of states) {
    const before = edges.filter((edge) => edge.to === state.id).map((edge) => placed.get(edge.from) ?? -1);
    placed.set(state.id, Math.max(-1, ...before) + 1);
  }
  const columns = Array.from({ length: Math.max(0, ...placed.values()) + 1 }, (): DiagramState[] => []);
  for (const state of states) columns[placed.get(state.id) ?? 0]?.push(state);
  return columns;
}

function pathsOf(nodes: readonly PlacedNode[], edges: readonly DiagramEdge[], height: number) {
  const places = new Map(nodes.map((node) => [node.id, node]));
  const pairs = new Map(edges.filter((edge) => edge.from !== edge.to).map((edge) => [`${edge.from} ${edge.to}`, edge]));
  return [...pairs].flatMap(([id, edge]) => {
    const from = places.get(edge.from);
    const to = places.get(edge.to);
    return from && to ? [{ id, d: route(from, to, height) }] : [];
  });
}

/** Forwards to the next column: between the facing edges. Within a column: straight. All else: in an arch past what stands between. */
function route(from: PlacedNode, to: PlacedNode, height: number): string {
  if (from.column === to.column) return straight(from, to);
  if (to.column === from.column + 1) return step(from, to);
  return arch(from, to, height);
}

function step(from: PlacedNode, to: PlacedNode): string {
  const [startX, endX] = to.x > from.x ? [from.x + nodeWidth, to.x] : [from.x, to.x + nodeWidth];
  const [startY, endY] = [from.y + nodeHeight / 2, to.y + nodeHeight / 2];
  const middle = (startX + endX) / 2;
  return `M${startX} ${startY}C${middle} ${startY} ${middle} ${endY} ${endX} ${endY}`;
}

function straight(from: PlacedNode, to: PlacedNode): string {
  const x = from.x + nodeWidth / 2;
  const down = to.y > from.y;
  const [start, end] = down ? [from.y + nodeHeight, to.y] : [from.y, to.y + nodeHeight];
  // Two opposite arrows stand beside each other.
  const offset = down ? -12 : 12;
  return `M${x + offset} ${start}L${x + offset} ${end}`;
}

/** Forwards over the top, and so does a way back between upper states; between lower ones it passes below. */
function arch(from: PlacedNode, to: PlacedNode, height: number): string {
  const below = from.y + to.y + nodeHeight > height;
  const side = to.x > from.x ? 18 : -18;
  const [startX, endX] = [from.x + nodeWidth / 2 + side, to.x + nodeWidth / 2 - side];
  const [startY, endY] = below ? [from.y + nodeHeight, to.y + nodeHeight] : [from.y, to.y];
  const peak = below ? height + 4 : -4;
  return `M${startX} ${startY}C${startX} ${peak} ${endX} ${peak} ${endX} ${endY}`;
}

/** Two lines at the most, broken at the space nearest to the middle; a box is wide enough for about fifteen letters. */
export function wrapWords(label: string): string[] {
  if (label.length <= 15) return [label];
  const middle = label.length / 2;
  const spaces = [...label.matchAll(/ /g)].map((match) => match.index);
  const best = spaces.toSorted((a, b) => Math.abs(a - middle) - Math.abs(b - middle))[0];
  return best === undefined ? [label] : [label.slice(0, best), label.slice(best + 1)];
}
