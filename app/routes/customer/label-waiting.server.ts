import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { directionOf, type Locale } from '#app/i18n/locales.ts';
import type { Translate } from '#app/i18n/types.ts';
import stylesheet from '../../styles/index.css?url';

const AGAIN_SECONDS = 3;

/** The label is not drawn yet: says so, and asks again by itself, without a script. */
export function waitingPage(t: Translate, locale: Locale): Response {
  const title = t('customer:label.waiting');
  const page = createElement(
    'html',
    { lang: locale, dir: directionOf(locale) },
    createElement(
      'head',
      null,
      createElement('meta', { charSet: 'utf-8' }),
      createElement('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
      createElement('meta', { name: 'color-scheme', content: 'light dark' }),
      createElement('meta', { httpEquiv: 'refresh', content: String(AGAIN_SECONDS) }),
      createElement('title', null, title),
      createElement('link', { rel: 'stylesheet', href: stylesheet }),
    ),
    createElement(
      'body',
      null,
      createElement(
        'main',
        { id: 'main', className: 'fault' },
        createElement('h1', null, title),
        createElement('p', null, t('customer:label.waiting-text')),
        createElement('p', null, createElement('a', { href: '' }, t('customer:label.again'))),
      ),
    ),
  );
  return new Response(`<!doctype html>${renderToStaticMarkup(page)}`, {
    status: 503,
    headers: { 'Content-Type': 'text/html; charset=utf-8', 'Retry-After': String(AGAIN_SECONDS) },
  });
}
