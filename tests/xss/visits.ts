import { addressesOf, type Exchange } from './passive/exchange.ts';

/** Where the program believes to be: behind a proxy that speaks https. */
export const HOME = 'https://shop.example';

export interface Visit {
  readonly path: string;
  readonly method?: string;
  readonly cookie?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | URLSearchParams;
}

/** Asks the program for something over HTTP and gives what went over the line, as a browser behind the proxy saw it. */
export async function visit(site: { readonly url: string }, asked: Visit): Promise<Exchange> {
  const { path, method = 'GET', cookie = '', headers = {}, body = null } = asked;
  const init = { method, body, headers: { ...headers, Cookie: cookie }, redirect: 'manual' } as const;
  const answer = await fetch(site.url + path, init);
  const bytes = Buffer.from(await answer.arrayBuffer());
  const readable = /^(text|application\/(json|javascript))/.test(answer.headers.get('Content-Type') ?? '');
  const text = bytes.toString(readable ? 'utf8' : 'latin1');
  return { method, url: HOME + path, status: answer.status, headers: answer.headers, body: text };
}

/** Addresses that differ in a number, a code or a name of a file are of one kind; which questions are asked belongs to it. */
const kindOf = ({ pathname, searchParams }: URL) =>
  `${pathname.replaceAll(/[^/]*\d[^/]*/g, ':')}?${[...searchParams.keys()].toSorted().join('&')}`;

const isFile = ({ pathname }: URL) => /\.(css|js|svg|woff2?|png|webp|json)$/.test(pathname);

export interface Following {
  readonly depth: number;
  readonly look: (path: string) => Promise<Exchange>;
  readonly files: Set<string>;
}

/**
 * Follows every address of this site that pages name, from those at the start, as one person: `depth` steps far, one of each kind, for the next
 * thousand returns have the same page. `files` are those that somebody has had already: they are the same for all. Reads only.
 */
export async function follow(start: readonly string[], { depth, look, files }: Following): Promise<number> {
  const seen = new Set(start.map((path) => kindOf(new URL(path, HOME))));
  let step = [...start];
  let looked = 0;
  for (let far = 0; far <= depth && step.length > 0; far += 1) {
    const next: string[] = [];
    for (const path of step) {
      looked += 1;
      for (const { url } of addressesOf(await look(path))) {
        const known = isFile(url) ? files : seen;
        if (url.origin !== HOME || known.has(kindOf(url))) continue;
        known.add(kindOf(url));
        next.push(url.pathname + url.search);
      }
    }
    step = next;
  }
  return looked;
}
