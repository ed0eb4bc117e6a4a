import { expect, test } from 'vitest';
import { fillForm, readForms } from '#app/cli/replay/forms.ts';
import { findAll, hasClass, parseHtml, textOf } from '#app/cli/replay/html.ts';

const PAGE = `<!DOCTYPE html><html lang="en"><head><title>A &amp; B</title><script>if (1 < 2) "</p>";</script></head><body>
<!-- a < b --><p class="lead big" title='5 > 4'>It&#x27;s <b>£2</b><!-- -->.50<br/>more&nbsp;text</p>
<form method="post" action="?" enctype="multipart/form-data">
  <input type="hidden" name="draft" value="d1"/>
  <input type="radio" name="reason" value="a"/><input type="radio" name="reason" value="b" checked=""/>
  <input type="checkbox" name="line" value="l1"/><input type="checkbox" name="line" value="l2" checked/>
  <select name="count"><option value="1">one</option><option value="2" selected="">two</option></select>
  <textarea name="note">
said &lt;b&gt;</textarea>
  <input type="number" name="pieces" min="1" max="96" value="3"/>
  <input name="off" value="x" disabled=""/><input type="file" name="photos"/>
  <button>Go on</button><button name="intent" value="drop" type="submit">Drop</button>
</form></body></html>`;

test('a page is read as a browser without scripts reads it', () => {
  const page = parseHtml(PAGE);
  const [lead] = findAll(page, (one) => hasClass(one, 'lead'));
  expect(lead && textOf(lead)).toBe("It's £2.50more text");
  expect(lead?.attributes.get('title')).toBe('5 > 4');
  expect(findAll(page, ({ tag }) => tag === 'title').map(textOf)).toEqual(['A & B']);
});

test('a page that is not well-formed is a mistake and not a guess', () => {
  expect(() => parseHtml('<p><b>x</p></b>')).toThrow('</p>');
  expect(() => parseHtml('<div><p>x</p>')).toThrow('<div>');
  expect(() => parseHtml('x</p>')).toThrow('</p>');
});

test('a form sends what stands in it, and what was answered', () => {
  const [form] = readForms(parseHtml(PAGE));
  if (!form) throw new Error('no form');
  expect(form).toMatchObject({ method: 'post', multipart: true, action: '?' });
  expect(form.buttons.map(({ name, value }) => `${name}=${value}`)).toEqual(['=', 'intent=drop']);
  const texts = (answers = {}) => fillForm(form, answers).filter(([, value]) => typeof value === 'string');
  expect(texts()).toEqual([
    ['draft', 'd1'],
    ['reason', 'b'],
    ['line', 'l2'],
    ['count', '2'],
    ['note', 'said <b>'],
    ['pieces', '3'],
  ]);
  expect(texts({ reason: 'a', line: ['l1', 'l2'], count: '1', note: '', pieces: '96' })).toEqual([
    ['draft', 'd1'],
    ['reason', 'a'],
    ['line', 'l1'],
    ['line', 'l2'],
    ['count', '1'],
    ['note', ''],
    ['pieces', '96'],
  ]);
});

test.each([
  { reason: 'c' },
  { count: '3' },
  { pieces: '97' },
  { pieces: '0' },
  { line: ['l1', 'l3'] },
  { draft: 'd2' },
  { off: 'y' },
  { unknown: 'x' },
])('nobody can answer what the page does not offer: %o', (answers) => {
  const [form] = readForms(parseHtml(PAGE));
  expect(() => form && fillForm(form, answers)).toThrow('no room');
});
