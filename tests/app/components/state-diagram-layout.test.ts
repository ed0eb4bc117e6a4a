import { expect, test } from 'vitest';
import { layOut, nodeHeight, nodeWidth, wrapWords } from '#app/components/state-diagram-layout.ts';

const states = ['open', 'received', 'decided', 'closed', 'cancelled'].map((id) => ({ id, label: id }));
const edges = [
  ['open', 'open'],
  ['open', 'received'],
  ['open', 'decided'],
  ['open', 'cancelled'],
  ['received', 'decided'],
  ['decided', 'closed'],
  ['decided', 'closed'],
  ['closed', 'decided'],
].map(([from = '', to = ''], index) => ({ from, to, label: String(index) }));

test('a state stands after all that lead to it, and a way back moves nothing', () => {
  const { nodes } = layOut(states, edges, 'ltr');
  expect(nodes.map(({ id, column }) => [id, column])).toEqual([
    ['open', 0],
    ['received', 1],
    ['cancelled', 1],
    ['decided', 2],
    ['closed', 3],
  ]);
});

test('no two states touch, and all lie within the picture', () => {
  const { nodes, width, height } = layOut(states, edges, 'ltr');
  for (const a of nodes) {
    expect(a.x >= 0 && a.y >= 0 && a.x + nodeWidth <= width && a.y + nodeHeight <= height).toBe(true);
    for (const b of nodes) {
      if (a !== b) expect(Math.abs(a.x - b.x) >= nodeWidth || Math.abs(a.y - b.y) >= nodeHeight).toBe(true);
    }
  }
});

test('one arrow for each pair, none for an event that stays', () => {
  expect(layOut(states, edges, 'ltr').paths.map((path) => path.id)).toEqual([
    'open received',
    'open decided',
    'open cancelled',
    'received decided',
    'decided closed',
    'closed decided',
  ]);
});

test('right to left is the mirror image', () => {
  const left = layOut(states, edges, 'ltr');
  const right = layOut(states, edges, 'rtl');
  expect(right.nodes.map((node) => right.width - node.x - nodeWidth)).toEqual(left.nodes.map((node) => node.x));
});

test.each([
  ['Arrived', ['Arrived']],
  ['Accepted with a deduction', ['Accepted with', 'a deduction']],
  ['Donaudampfschifffahrt', ['Donaudampfschifffahrt']],
])('%s is broken near its middle', (label, lines) => {
  expect(wrapWords(label)).toEqual(lines);
});
