import type { Request, Response } from 'express';
import type { Env } from '#app/env.server.ts';
import { directionOf } from '#app/i18n/locales.ts';
import { errorWords } from './error-words.ts';
import { requestInfo } from './request-info.server.ts';

/** An answer for what never reaches a route: a clear sentence in the reader's language, and the id to name when asking for help. */
export function sendPlainPage(request: Request, response: Response, env: Env, status: number, code: string): void {
  const { locale, t, requestId } = requestInfo(request, response, env);
  const words = errorWords(t, status, code);
  const html = `<!doctype html>
<html lang="${locale}" dir="${directionOf(locale)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>${escapeHtml(words.title)}</title></head>
<body><main><h1>${escapeHtml(words.title)}</h1><p>${escapeHtml(words.text)}</p><p>${escapeHtml(t('fault.reference', { id: requestId }))}</p><p><a href="/">${escapeHtml(t('action.to-start'))}</a></p></main></body>
</html>
`;
  response.status(status).type('html').send(html);
}

const escapeHtml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
