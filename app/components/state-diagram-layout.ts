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

export const nodeWidth = 138;
export const nodeHeight = 48;
const columnGap = 52;
const rowGap = 28;
const margin = 12;
/** Room above for arrows that lead back. */
const archRoom = 40;

interface PlacedNode extends DiagramState {
  x: number;
  y: number;
}

/**
 * Places each state in the column of its shortest way from the first state, and draws one arrow for each pair of states; an
 * event that stays in its state draws none. Right to left, the columns run the other way. Units are SVG pixels.
 */
export function layOut(states: readonly DiagramState[], edges: readonly DiagramEdge[], direction: Direction) {
  const columns = columnsOf(states, edges);
  const tallest = Math.max(1, ...columns.map((column) => column.length));
  const width = 2 * margin + columns.length * nodeWidth + (columns.length - 1) * columnGap;
  const height = 2 * margin + archRoom + tallest * nodeHeight + (tallest - 1) * rowGap;
  const nodes: PlacedNode[] = columns.flatMap((column, index) => {
    const used = column.length * nodeHeight + (column.length - 1) * rowGap;
    const top = archRoom + (height - archRoom - used) / 2;
    const start = margin + index * (nodeWidth + columnGap);
    const x = direction === 'rtl' ? width - start - nodeWidth : start;
    return column.map((state, row) => ({ ...state, x, y: top + row * (nodeHeight + rowGap) }));
  });
  return { nodes, paths: pathsOf(nodes, edges), width, height };
}

function columnsOf(states: readonly DiagramState[], edges: readonly DiagramEdge[]): DiagramState[][] {
  const depth = new Map<string, number>();
  const first = states[0];
  if (first) depth.set(first.id, 0);
  // A Map may grow while it is walked: this is the queue of a breadth-first search.
  for (const [id, steps] of depth) {
    for (const edge of edges) if (edge.from === id && !depth.has(edge.to)) depth.set(edge.to, steps + 1);
  }
  const last = Math.max(0, ...depth.values());
  const columns = Array.from({ length: last + 1 }, (): DiagramState[] => []);
  for (const state of states) columns[depth.get(state.id) ?? last]?.push(state);
  return columns;
}

function pathsOf(nodes: readonly PlacedNode[], edges: readonly DiagramEdge[]): { id: string; d: string }[] {
  const places = new Map(nodes.map((node) => [node.id, node]));
  const pairs = new Map(edges.filter((edge) => edge.from !== edge.to).map((edge) => [`${edge.from} ${edge.to}`, edge]));
  return [...pairs].flatMap(([id, edge]) => {
    const from = places.get(edge.from);
    const to = places.get(edge.to);
    return from && to ? [{ id, d: curve(from, to) }] : [];
  });
}

function curve(from: PlacedNode, to: PlacedNode): string {
  if (from.x === to.x) return vertical(from, to);
  const rightwards = to.x > from.x;
  const reach = Math.abs(to.x - from.x) - nodeWidth;
  if (reach > columnGap || !isNeighbourly(from, to)) return arch(from, to);
  const [startX, endX] = rightwards ? [from.x + nodeWidth, to.x] : [from.x, to.x + nodeWidth];
  const [startY, endY] = [from.y + nodeHeight / 2, to.y + nodeHeight / 2];
  const middle = (startX + endX) / 2;
  return `M${startX} ${startY}C${middle} ${startY} ${middle} ${endY} ${endX} ${endY}`;
}

/** Side by side: a short curve between the facing edges passes through no other state. */
function isNeighbourly(from: PlacedNode, to: PlacedNode): boolean {
  return Math.abs(to.x - from.x) <= nodeWidth + columnGap;
}

function vertical(from: PlacedNode, to: PlacedNode): string {
  const x = from.x + nodeWidth / 2;
  const down = to.y > from.y;
  const [start, end] = down ? [from.y + nodeHeight, to.y] : [from.y, to.y + nodeHeight];
  // Two opposite arrows stand beside each other.
  const offset = down ? -12 : 12;
  return `M${x + offset} ${start}L${x + offset} ${end}`;
}

/** Over the top of whatever stands between. */
function arch(from: PlacedNode, to: PlacedNode): string {
  const [startX, endX] = [from.x + nodeWidth / 2, to.x + nodeWidth / 2];
  const peak = Math.min(from.y, to.y) - archRoom;
  return `M${startX} ${from.y}C${startX} ${peak} ${endX} ${peak} ${endX} ${to.y}`;
}

/** Two lines at the most, broken at the space nearest to the middle; a box is wide enough for about seventeen letters. */
export function wrapWords(label: string): string[] {
  if (label.length <= 17) return [label];
  const middle = label.length / 2;
  const spaces = [...label.matchAll(/ /g)].map((match) => match.index);
  const best = spaces.toSorted((a, b) => Math.abs(a - middle) - Math.abs(b - middle))[0];
  return best === undefined ? [label] : [label.slice(0, best), label.slice(best + 1)];
}
