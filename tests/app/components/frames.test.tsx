import { expect, test } from 'vitest';
import { CustomerFrame } from '#app/components/customer-frame.tsx';
import { StaffFrame } from '#app/components/staff-frame.tsx';
import { languages } from '#app/i18n/languages.ts';
import { locales } from '#app/i18n/locales.ts';
import { html, wordsOf } from './render.tsx';

test.each(locales)('a customer page in %s: skip link first, help and language before the page', (locale) => {
  const markup = html(
    <CustomerFrame shopName="Shop" path="/order?x=1&y=2">
      <p>page</p>
    </CustomerFrame>,
    locale,
  );
  const places = ['href="#main"', 'href="/help"', 'action="/language"', 'id="main"'].map((part) =>
    markup.indexOf(part),
  );
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(places).not.toContain(-1);
  expect(markup).toContain('name="next" value="/order?x=1&amp;y=2"');
  expect(markup).toContain(`value="${locale}" lang="${locale}"`);
  expect(markup.match(/name="locale"/g)).toHaveLength(locales.length);
});

test('the way to the withdrawal stands in the header, in its own language, or not at all', () => {
  const entry = { text: 'Odstąp od umowy tutaj', lang: 'pl', direction: 'ltr' } as const;
  const shown = (path: string, own: typeof entry | null) =>
    html(
      <CustomerFrame shopName="S" path={path} entry={own}>
        x
      </CustomerFrame>,
    );
  expect(shown('/', entry)).toMatch(
    /<header.*href="\/withdraw"[^>]*lang="pl"[^>]*>Odstąp od umowy tutaj<\/a>.*<\/header>/s,
  );
  expect(shown('/', entry)).not.toContain('aria-current="page"');
  expect(shown('/withdraw?again=1', entry)).toContain('aria-current="page"');
  expect(shown('/', null)).not.toContain('/withdraw"');
});

test('a page about a withdrawal can be read in more languages than the others', () => {
  const options = (path: string) =>
    html(
      <CustomerFrame shopName="S" path={path}>
        x
      </CustomerFrame>,
    ).match(/name="locale"/g);
  expect(options('/withdraw/confirm')).toHaveLength(languages.length);
  expect(options('/help')).toHaveLength(locales.length);
});

test('the way to close an order is shown only while one is open', () => {
  expect(
    html(
      <CustomerFrame shopName="S" path="/" open={false}>
        x
      </CustomerFrame>,
    ),
  ).not.toContain('/leave');
  expect(
    html(
      <CustomerFrame shopName="S" path="/" open>
        x
      </CustomerFrame>,
    ),
  ).toMatch(/<form(?=[^>]*method="post")(?=[^>]*action="\/leave")/);
});

test('staff see only the areas they may open, with the present one marked', () => {
  const markup = html(
    <StaffFrame shopName="S" path="/dock" person={{ name: 'Ada', role: 'warehouse' }} areas={['dock']} current="dock">
      x
    </StaffFrame>,
  );
  expect(markup).toContain('href="/dock" aria-current="page"');
  expect(markup).not.toContain('href="/desk"');
  expect(wordsOf(markup)).toContain('Ada Warehouse Sign out');
});

test('the sign-in page has neither areas nor a person', () => {
  const markup = html(
    <StaffFrame shopName="S" path="/staff/sign-in" person={null} areas={[]}>
      x
    </StaffFrame>,
  );
  expect(markup).not.toContain('<nav');
  expect(markup).not.toContain('/staff/sign-out');
});

test('nothing that a component draws carries a style attribute: the content policy forbids it', () => {
  const markup = html(
    <StaffFrame shopName="S" path="/" person={{ name: 'A', role: 'agent' }} areas={['desk']}>
      x
    </StaffFrame>,
  );
  expect(markup).not.toMatch(/\sstyle=/);
});
