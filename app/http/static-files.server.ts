import { relative } from 'node:path';
import express, { type RequestHandler, type Response } from 'express';
import { READER_POLICY } from '#app/security/headers.server.ts';

/** The worker that reads bar codes, as the build names it. */
const READER = /^dock\/code-reader-[\w-]+\.js$/;

/** Built files carry a hash in their names and never change; everything else in the folder is asked for again each hour. */
export function staticFiles(folder: string): RequestHandler {
  return express.static(folder, {
    index: false,
    redirect: false,
    dotfiles: 'ignore',
    etag: true,
    setHeaders: (response: Response, path) => {
      const name = relative(folder, path);
      const lasting = name.startsWith('assets/') || READER.test(name);
      response.locals.route = 'file';
      response.set('Cache-Control', lasting ? 'public, max-age=31536000, immutable' : 'public, max-age=3600');
      if (READER.test(name)) response.set('Content-Security-Policy', READER_POLICY);
      // Pictures of products are shown in mails too.
      response.set('Cross-Origin-Resource-Policy', 'cross-origin');
    },
  });
}
