import { expect, test } from 'vitest';
import { withStyleNonce } from '#app/routes/dev/mail-styles.server.ts';

const page = (body: string, head = '') => `<html><head>${head}</head><body>${body}</body></html>`;

test('inline styles become rules of one sheet with the nonce, equal ones a single rule', () => {
  const html = withStyleNonce(
    page('<p style="color:red">a</p><td align="left" style="color:red">b</td><br style="margin:0"/>'),
    'n1',
  );
  expect(html).toBe(
    page(
      '<p data-style="s0">a</p><td align="left" data-style="s0">b</td><br data-style="s1"/>',
      '<style nonce="n1">[data-style="s0"]{color:red}[data-style="s1"]{margin:0}</style>',
    ),
  );
});

test('a sheet that the mail has itself gets the nonce, and a quoted font stays quoted', () => {
  const html = withStyleNonce(
    page('<p style="font-family:&quot;Inter&quot;">a</p>', '<style>p{margin:0}</style>'),
    'n1',
  );
  expect(html).toContain('<style nonce="n1">p{margin:0}</style>');
  expect(html).toContain('[data-style="s0"]{font-family:"Inter"}');
});

test('what is written in a mail stays text, and nothing ends a rule or the sheet', () => {
  const text = '&lt;p style=&quot;color:red&quot;&gt;';
  expect(withStyleNonce(page(`<p>${text}</p>`), 'n1')).toContain(`<p>${text}</p>`);
  expect(withStyleNonce(page('<p style="a:b}*{color:red">x</p>'), 'n1')).toContain('{a:b*color:red}');
});
