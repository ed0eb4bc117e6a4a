/** One element of a page. Texts stand between elements as they are, entities decoded. */
export interface Element {
  readonly tag: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly (Element | string)[];
}

type Growing = Element & { readonly children: (Element | string)[] };

const VOID = new Set('area base br col embed hr img input link meta source track wbr'.split(' '));
/** What stands inside these is no markup. */
const RAW = new Set(['script', 'style', 'textarea', 'title']);
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };
const TOKEN = /<!--[\s\S]*?-->|<![^>]*>|<(\/?)([a-zA-Z][\w:-]*)((?:[^>"']|"[^"]*"|'[^']*')*)>/g;
const ATTRIBUTE = /([^\s=/"'<>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/g;

/**
 * Reads a page into its elements. Made for the pages of this program, which close every element that they open: it is not the forgiving
 * parser of a browser, and throws where a page is not well-formed rather than guess what was meant.
 */
export function parseHtml(html: string): Element {
  const root: Growing = { tag: '#page', attributes: new Map(), children: [] };
  const open: Growing[] = [root];
  let at = 0;
  TOKEN.lastIndex = 0;
  for (let token = TOKEN.exec(html); token; token = TOKEN.exec(html)) {
    const inside = open.at(-1) ?? root;
    addText(inside, html.slice(at, token.index));
    at = TOKEN.lastIndex;
    const [, slash, name, rest = ''] = token;
    if (name === undefined) continue;
    const tag = name.toLowerCase();
    if (slash) close(open, tag);
    else {
      const element: Growing = { tag, attributes: attributesOf(rest), children: [] };
      inside.children.push(element);
      if (RAW.has(tag)) at = TOKEN.lastIndex = readRaw(html, at, element);
      else if (!VOID.has(tag) && !rest.endsWith('/')) open.push(element);
    }
  }
  addText(root, html.slice(at));
  if (open.length > 1) throw new Error(`the page ends inside <${open.at(-1)?.tag}>`);
  return root;
}

function close(open: Growing[], tag: string): void {
  const last = open.pop();
  if (last?.tag !== tag || open.length === 0) throw new Error(`</${tag}> stands where <${last?.tag}> is open`);
}

function readRaw(html: string, start: number, element: Growing): number {
  const end = html.toLowerCase().indexOf(`</${element.tag}`, start);
  if (end < 0) throw new Error(`<${element.tag}> is never closed`);
  const text = html.slice(start, end);
  // A line end right after the tag belongs to the markup.
  if (element.tag === 'textarea' || element.tag === 'title') addText(element, text.replace(/^\r?\n/, ''));
  return html.indexOf('>', end) + 1;
}

function addText(element: Growing, raw: string): void {
  if (raw !== '') element.children.push(decode(raw));
}

function attributesOf(text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, name = '', double, single, bare] of text.matchAll(ATTRIBUTE)) {
    const key = name.toLowerCase();
    if (!found.has(key)) found.set(key, decode(double ?? single ?? bare ?? ''));
  }
  return found;
}

function decode(text: string): string {
  return text.replace(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w{2,8}));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return ENTITIES[name] ?? whole;
    return String.fromCodePoint(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16));
  });
}

/** All elements below one, in the order of the page, that a question is answered with yes for. */
export function findAll(within: Element, wanted: (element: Element) => boolean): Element[] {
  return within.children.flatMap((child) => {
    if (typeof child === 'string') return [];
    return wanted(child) ? [child, ...findAll(child, wanted)] : findAll(child, wanted);
  });
}

export const hasClass = (element: Element, name: string): boolean =>
  (element.attributes.get('class') ?? '').split(/\s+/).includes(name);

/** The text of an element as it is read: white space is one space. */
export function textOf(element: Element): string {
  return rawTextOf(element).replace(/\s+/g, ' ').trim();
}

/** The text as it stands in the page, line ends included. */
export function rawTextOf(element: Element): string {
  return element.children.map((child) => (typeof child === 'string' ? child : rawTextOf(child))).join('');
}
