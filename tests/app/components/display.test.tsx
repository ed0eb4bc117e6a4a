import { expect, test } from 'vitest';
import { DataTable } from '#app/components/data-table.tsx';
import { Notice } from '#app/components/notice.tsx';
import { groupCode, Panel } from '#app/components/panel.tsx';
import { ProductLine } from '#app/components/product-line.tsx';
import { Progress } from '#app/components/progress.tsx';
import { RefundTable } from '#app/components/refund-table.tsx';
import { StateDiagram } from '#app/components/state-diagram.tsx';
import { SummaryList } from '#app/components/summary-list.tsx';
import { Tabs } from '#app/components/tabs.tsx';
import { Timeline } from '#app/components/timeline.tsx';
import { html, wordsOf } from './render.tsx';

test.each([
  ['7K3FM9QX2', ['7K3F', 'M9QX', '2']],
  ['7K3FM9QX-2', ['7K3FM9QX', '2']],
  ['7K3F M9QX 2', ['7K3F', 'M9QX', '2']],
  ['', []],
])('the code %s is read in groups', (code, groups) => {
  expect(groupCode(code)).toEqual(groups);
});

test('the code keeps its direction in every language and is not translated', () => {
  const markup = html(<Panel title="تم" code="7K3FM9QX2" codeLabel="رمز" />, 'ar');
  expect(markup).toContain('<strong dir="ltr" translate="no">7K3F M9QX 2</strong>');
});

test('a step of the timeline says in words whether it is done', () => {
  const markup = html(
    <Timeline
      label="Steps"
      steps={[
        { id: 'a', title: 'Sent', status: 'done', when: '1 May 2026', dateTime: '2026-05-01' },
        { id: 'b', title: 'On its way', status: 'current' },
        { id: 'c', title: 'Paid', status: 'upcoming' },
      ]}
    />,
  );
  expect(wordsOf(markup)).toBe('Sent Done 1 May 2026 On its way Now Paid Still to come');
  expect(markup).toContain('<time dateTime="2026-05-01">');
  expect(markup.match(/aria-current="step"/g)).toHaveLength(1);
});

test('a change link says what it changes', () => {
  const markup = html(
    <SummaryList
      rows={[{ id: 'a', label: 'How many', value: '2', change: { href: '/return/items', what: 'how many of Mug' } }]}
    />,
  );
  expect(wordsOf(markup)).toBe('How many 2 Change how many of Mug');
});

test('the refund is a table whose rows and total are headed', () => {
  const markup = html(
    <RefundTable
      caption="Your refund"
      rows={[{ id: 'a', label: 'Mug', amount: '€5.00' }]}
      total={{ label: 'Total', amount: '€5.00' }}
    />,
  );
  expect(markup).toContain('<caption>Your refund</caption>');
  expect(markup.match(/<th scope="row"/g)).toHaveLength(2);
});

test('one piece and several', () => {
  expect(wordsOf(html(<ProductLine title="Mug" image={null} quantity={1} />))).toContain('1 piece');
  expect(wordsOf(html(<ProductLine title="Mug" image={null} quantity={3} />))).toContain('3 pieces');
});

test('progress is said, and drawn only for the eye', () => {
  const markup = html(<Progress step={3} steps={6} />);
  expect(wordsOf(markup)).toBe('Step 3 of 6');
  expect(markup.match(/class="progress-done"/g)).toHaveLength(3);
  expect(markup).toContain('aria-hidden="true"');
});

test('an answer to the last act is read aloud, standing information is not', () => {
  expect(html(<Notice live>Saved</Notice>)).toContain('role="status"');
  expect(
    html(
      <Notice live tone="danger">
        Failed
      </Notice>,
    ),
  ).toContain('role="alert"');
  expect(html(<Notice>By the way</Notice>)).not.toContain('role=');
});

test('the current view is marked and counts are written as the reader does', () => {
  const markup = html(
    <Tabs label="Ansichten" tabs={[{ href: '/desk', label: 'Alle', count: 14244, current: true }]} />,
    'de',
  );
  expect(markup).toContain('aria-current="page"');
  expect(wordsOf(markup)).toBe('Alle 14.244');
});

test('a table row is headed by its first cell, and each cell knows its label', () => {
  const columns = [
    { key: 'code', label: 'Return' },
    { key: 'due', label: 'Due' },
  ];
  const markup = html(
    <DataTable caption="Returns" columns={columns} rows={[{ id: '1', cells: { code: 'A', due: 'today' } }]} />,
  );
  expect(markup).toContain('<th scope="row">A</th>');
  expect(markup).toContain('<td data-label="Due">');
});

test('the diagram marks the present state and tells every arrow in words', () => {
  const states = [
    { id: 'open', label: 'Open' },
    { id: 'closed', label: 'Closed' },
  ];
  const edges = [
    { from: 'open', to: 'closed', label: 'paid' },
    { from: 'closed', to: 'open', label: 'came back' },
  ];
  const markup = html(<StateDiagram id="d" title="Return" states={states} edges={edges} current="closed" />);
  expect(markup.match(/diagram-current/g)).toHaveLength(1);
  expect(wordsOf(markup)).toContain('Closed (present state)');
  expect(wordsOf(markup)).toContain('From Closed to Open: came back');
});
