import { type Answers, type Form, fillForm, readForms } from './forms.ts';
import { type Element, parseHtml, textOf } from './html.ts';

/** The server was not there, or went away before it answered: whether it did what was asked must be looked up. */
export class ConnectionLost extends Error {}

/** A page that is not what the journey needs, with what it says. */
export class UnexpectedPage extends Error {
  constructor(page: Page, wanted: string) {
    const problems = page.text.match(/There is a problem.{0,200}/)?.[0] ?? page.text.slice(0, 200);
    super(`${wanted}, but ${page.path} answered ${page.status}: ${problems}`);
  }
}

/** What a browser shows: one page, after all redirects. */
export interface Page {
  /** Path and query. */
  readonly path: string;
  readonly status: number;
  readonly content: Element;
  readonly text: string;
  readonly forms: readonly Form[];
}

const PATIENCE_MS = 30_000;
const REDIRECTS = 10;

/** A browser without scripts: it keeps cookies, follows redirects, and sends what the forms of a page hold. Speaks English. */
export class Browser {
  readonly #origin: string;
  readonly #pause: () => Promise<void>;
  readonly #cookies = new Map<string, string>();

  /** `pause` is waited for before each request. */
  constructor(origin: string, pause: () => Promise<void> = async () => {}) {
    this.#origin = origin;
    this.#pause = pause;
  }

  /** The Cookie header that it sends. */
  get cookies(): string {
    return [...this.#cookies].map((pair) => pair.join('=')).join('; ');
  }

  open(path: string): Promise<Page> {
    return this.#go(path, { method: 'GET' });
  }

  async json(path: string): Promise<unknown> {
    const { response, body } = await this.#send(new URL(path, this.#origin), { method: 'GET' });
    if (!response.ok) throw new Error(`${path} answered ${response.status}`);
    return JSON.parse(body);
  }

  /** Fills in a form of a page and presses its button: the one that sends the given value, else the first that the form has. */
  submit(page: Page, form: Form, answers: Answers = {}, pressed?: string): Promise<Page> {
    const fields = fillForm(form, answers);
    const button = pressed === undefined ? form.buttons[0] : form.buttons.find(({ value }) => value === pressed);
    if (!button) throw new UnexpectedPage(page, `a button ${pressed ?? ''} was wanted`);
    if (button.name !== '') fields.push([button.name, button.value]);
    const target = new URL(form.action ?? page.path, new URL(page.path, this.#origin));
    const plain = fields.filter((field): field is [string, string] => typeof field[1] === 'string');
    if (form.method === 'get') {
      target.search = new URLSearchParams(plain).toString();
      return this.#go(target.pathname + target.search, { method: 'GET' });
    }
    const body = form.multipart ? new FormData() : new URLSearchParams(plain);
    if (body instanceof FormData) for (const [name, value] of fields) body.append(name, value);
    return this.#go(target.pathname + target.search, { method: 'POST', body });
  }

  async #go(path: string, init: RequestInit): Promise<Page> {
    let url = new URL(path, this.#origin);
    let answer = await this.#send(url, init);
    for (let hops = 0; answer.response.status >= 300 && answer.response.status < 400; hops += 1) {
      url = new URL(answer.response.headers.get('Location') ?? '', url);
      if (hops === REDIRECTS || url.origin !== new URL(this.#origin).origin) throw new Error(`${path} leads nowhere`);
      answer = await this.#send(url, { method: 'GET' });
    }
    const { response, body } = answer;
    const content = parseHtml(body);
    const at = url.pathname + url.search;
    return { path: at, status: response.status, content, text: textOf(content), forms: readForms(content) };
  }

  async #send(url: URL, init: RequestInit): Promise<{ response: Response; body: string }> {
    await this.#pause();
    const headers = { 'Accept-Language': 'en', Cookie: this.cookies };
    const signal = AbortSignal.timeout(PATIENCE_MS);
    try {
      const response = await fetch(url, { ...init, headers, redirect: 'manual', signal });
      this.#keepCookies(response);
      const body = await response.text();
      // A proxy in front says that nobody is behind it.
      if (response.status >= 502 && response.status <= 504) throw new ConnectionLost(`answered ${response.status}`);
      return { response, body };
    } catch (error) {
      if (error instanceof ConnectionLost) throw error;
      throw new ConnectionLost(`${url.pathname}: ${error instanceof Error ? error.message : error}`, { cause: error });
    }
  }

  #keepCookies(response: Response): void {
    for (const header of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = header.split(';');
      const [name = '', ...value] = pair.trim().split('=');
      const gone = attributes.some((attribute) => /^\s*max-age=0\s*$/i.test(attribute));
      if (gone) this.#cookies.delete(name);
      else this.#cookies.set(name, value.join('='));
    }
  }
}
