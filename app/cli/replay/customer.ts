import { translatorFor } from '#app/i18n/instance.server.ts';
import { type Browser, type Page, UnexpectedPage } from './browser.ts';
import { type Form, takes } from './forms.ts';
import { type Element, findAll, hasClass, textOf } from './html.ts';
import { readMails, until } from './mailbox.ts';
import { type ReplayRow, spoken } from './order-file.ts';

const t = translatorFor('en');

/** A mail may have to wait for the lease of a worker that died. */
export const PATIENCE_MS = 90_000;
/** More pages than any return asks for: whoever sees so many goes round in a circle. */
const PAGES = 12;

/** What the status page says of a return. */
export interface Standing {
  readonly rmaCode: string;
  readonly cancelled: boolean;
  readonly lines: readonly { readonly title: string; readonly quantity: number }[];
  /** As written on the page. */
  readonly total: string;
  /** The page says that this sum was paid back. */
  readonly paidBack: boolean;
}

/** The customer of one order at their browser. */
export class Customer {
  readonly #browser: Browser;
  readonly #order: string;
  readonly #email: string;
  readonly #tried = new Set<string>();

  constructor(browser: Browser, { order, email }: { readonly order: string; readonly email: string }) {
    this.#browser = browser;
    this.#order = order;
    this.#email = email;
  }

  /** The returns that the order page lists, the earliest first. */
  async returns(): Promise<Standing[]> {
    const page = await this.#orderPage();
    const links = findAll(page.content, ({ tag }) => tag === 'a').map((link) => link.attributes.get('href') ?? '');
    const codes = new Set(links.flatMap((href) => /^\/r\/([^/?#]+)$/.exec(href)?.[1] ?? []));
    const standings: Standing[] = [];
    for (const code of codes) standings.push(await this.standing(code));
    return standings.reverse();
  }

  async standing(rmaCode: string): Promise<Standing> {
    const page = await this.#signedIn(`/r/${rmaCode}`);
    if (page.status !== 200) throw new UnexpectedPage(page, 'the status of a return was wanted');
    const total = totalOf(page);
    return {
      rmaCode,
      cancelled: page.text.includes(t('customer:status.cancelled')),
      lines: findAll(page.content, (one) => hasClass(one, 'product')).map(lineOf),
      total: total ?? '',
      paidBack: total !== null && page.text.includes(t('customer:status.refunded', { total })),
    };
  }

  /** Goes through the questions, with nothing chosen but this row, and sends. */
  async request(row: ReplayRow): Promise<string> {
    const order = await this.#orderPage();
    const start = order.forms.find((form) => form.method === 'post' && form.action === null);
    if (!start) throw new UnexpectedPage(order, 'a button to start a return was wanted');
    // The first question again, also where an earlier try got further: what it was about is not known here.
    await this.#browser.submit(order, start);
    let page = await this.#browser.open('/return/items');
    for (let count = 0; count < PAGES; count += 1) {
      const sent = /^\/r\/([^/]+)\/sent$/.exec(page.path)?.[1];
      if (sent !== undefined && page.status === 200) return sent;
      if (page.status !== 200) throw new UnexpectedPage(page, 'the next question was wanted');
      page = await this.#answer(page, row);
    }
    throw new UnexpectedPage(page, 'the end of the questions was wanted');
  }

  #answer(page: Page, row: ReplayRow): Promise<Page> {
    const [question = ''] = page.path.replace(/^\/return\//, '').split(/[/?]/);
    const form = page.forms.find(({ controls }) => controls.some(({ name }) => name === 'draft'));
    if (!form) throw new UnexpectedPage(page, 'a question about the return was wanted');
    const send = (answers: Record<string, string>) => this.#browser.submit(page, form, answers);
    switch (question) {
      case 'items':
        return send(itemAnswers(page, form, row));
      case 'reason':
        return send({ reason: 'changed-mind' });
      case 'refund':
        return send({ refund: 'original' });
      case 'travel':
        return send({ travel: 'own' });
      case 'check':
        if (totalOf(page) !== spoken(row.owed, row.currency))
          throw new UnexpectedPage(page, `a refund of ${spoken(row.owed, row.currency)} was wanted on the check page`);
        return send({});
      default:
        throw new UnexpectedPage(page, 'a known question was wanted');
    }
  }

  async #orderPage(): Promise<Page> {
    const page = await this.#signedIn('/order');
    if (page.status !== 200 || page.path !== '/order') throw new UnexpectedPage(page, 'the order was wanted');
    return page;
  }

  /** A page for the guest of the order; proves first that they own it, where the browser is not known or no longer. */
  async #signedIn(path: string): Promise<Page> {
    const page = await this.#browser.open(path);
    if (!isStart(page)) return page;
    const [form] = page.forms.filter(({ controls }) => controls.some(({ name }) => name === 'email'));
    if (!form) throw new UnexpectedPage(page, 'the form for order number and e-mail was wanted');
    for (const mail of await readMails(this.#browser, this.#email)) this.#tried.add(mail.id);
    const asked = await this.#browser.submit(page, form, { 'order-number': this.#order, email: this.#email });
    if (!asked.path.startsWith('/code')) throw new UnexpectedPage(asked, 'the page for the code was wanted');
    const entered = await until(() => this.#enterCode(asked), PATIENCE_MS);
    if (!entered) throw new UnexpectedPage(asked, `a code by mail to ${this.#email} was wanted`);
    return path === entered.path ? entered : this.#browser.open(path);
  }

  /** Types each code that has come since; an older one, mailed late, is refused and not typed again. */
  async #enterCode(page: Page): Promise<Page | null> {
    const form = page.forms.find(({ controls }) => controls.some(({ name }) => name === 'code'));
    if (!form) throw new UnexpectedPage(page, 'a field for the code was wanted');
    for (const mail of await readMails(this.#browser, this.#email)) {
      const code = /^\d{4} \d{4}$/m.exec(mail.text)?.[0];
      if (mail.kind !== 'code' || !code || this.#tried.has(mail.id) || !mail.text.includes(this.#order)) continue;
      this.#tried.add(mail.id);
      const answer = await this.#browser.submit(page, form, { code });
      if (answer.status === 200 && !answer.path.startsWith('/code')) return answer;
    }
    return null;
  }
}

const isStart = (page: Page): boolean =>
  page.path.split('?')[0] === '/' &&
  page.forms.some((form) => form.controls.some(({ name }) => name === 'order-number'));

/** The box of the row's article, found as a person finds it: by name and price, with enough pieces left. */
function itemAnswers(page: Page, form: Form, row: ReplayRow): Record<string, string> {
  const price = spoken(row.unitPrice, row.currency);
  for (const card of findAll(page.content, (one) => hasClass(one, 'choice-product'))) {
    const [box] = findAll(card, (one) => one.attributes.get('name') === 'line');
    const lineId = box?.attributes.get('value');
    const fits = wordsIn(card, 'choice-label') === row.title && wordsIn(card, 'product-price') === price;
    if (!fits || lineId === undefined) continue;
    const quantity = String(row.quantity);
    const pieces = form.controls.find(({ name }) => name === `quantity-${lineId}`);
    if (pieces && takes(pieces, quantity)) return { line: lineId, [`quantity-${lineId}`]: quantity };
  }
  throw new UnexpectedPage(page, `${row.quantity} of ${row.title} at ${price} were wanted among the items`);
}

function lineOf(product: Element): { title: string; quantity: number } {
  const [facts] = findAll(product, (one) => hasClass(one, 'product-facts'));
  const pieces = facts && /([\d,]+) pieces?\b/.exec(textOf(facts))?.[1];
  return { title: wordsIn(product, 'product-title') ?? '', quantity: Number(pieces?.replaceAll(',', '')) };
}

function wordsIn(within: Element, className: string): string | null {
  const [found] = findAll(within, (one) => hasClass(one, className));
  return found ? textOf(found) : null;
}

/** The sum below the refund, line by line. */
function totalOf(page: Page): string | null {
  const [foot] = findAll(page.content, ({ tag }) => tag === 'tfoot');
  const [cell] = foot ? findAll(foot, ({ tag }) => tag === 'td') : [];
  return cell ? textOf(cell) : null;
}
