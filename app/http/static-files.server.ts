import { join } from 'node:path';
import express, { type RequestHandler, type Response } from 'express';

/** Built assets carry a hash in their names and never change; everything else in the folder is asked for again each hour. */
export function staticFiles(folder: string): RequestHandler {
  const assets = join(folder, 'assets');
  return express.static(folder, {
    index: false,
    redirect: false,
    dotfiles: 'ignore',
    etag: true,
    setHeaders: (response: Response, path) => {
      const lasting = path.startsWith(assets);
      response.locals.route = 'file';
      response.set('Cache-Control', lasting ? 'public, max-age=31536000, immutable' : 'public, max-age=3600');
      // Pictures of products are shown in mails too.
      response.set('Cross-Origin-Resource-Policy', 'cross-origin');
    },
  });
}
