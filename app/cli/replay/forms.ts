import { type Element, findAll, rawTextOf, textOf } from './html.ts';

/** One thing that a form sends, as the page shows it. */
interface Control {
  readonly kind: 'text' | 'number' | 'choice' | 'select' | 'file' | 'hidden';
  readonly name: string;
  readonly value: string;
  /** Of radio buttons and check boxes: whether it is chosen. */
  readonly chosen: boolean;
  /** Of a list: all that can be chosen. */
  readonly options: readonly string[];
  /** Of a field for a number: between which it may be. */
  readonly range: readonly [least: number, most: number];
}

export interface Form {
  readonly action: string | null;
  readonly multipart: boolean;
  readonly method: 'get' | 'post';
  readonly controls: readonly Control[];
  /** Name and value of its buttons, both empty where a button says nothing. */
  readonly buttons: readonly { readonly name: string; readonly value: string; readonly label: string }[];
}

/** What a person types and chooses, by name; several values for check boxes of one name. */
export type Answers = Readonly<Record<string, string | readonly string[]>>;

/** The forms of a page, in its order, without what is disabled. */
export function readForms(page: Element): Form[] {
  return findAll(page, ({ tag }) => tag === 'form').map((form) => {
    const inside = findAll(form, ({ attributes }) => !attributes.has('disabled'));
    return {
      action: form.attributes.get('action') ?? null,
      multipart: form.attributes.get('enctype')?.toLowerCase() === 'multipart/form-data',
      method: form.attributes.get('method')?.toLowerCase() === 'post' ? 'post' : 'get',
      controls: inside.flatMap(controlOf),
      buttons: inside
        .filter(({ tag, attributes }) => tag === 'button' && (attributes.get('type') ?? 'submit') === 'submit')
        .map((button) => ({
          name: button.attributes.get('name') ?? '',
          value: button.attributes.get('value') ?? '',
          label: textOf(button),
        })),
    };
  });
}

function controlOf(element: Element): Control[] {
  const { tag, attributes } = element;
  const name = attributes.get('name') ?? '';
  if (name === '') return [];
  const limit = (name: string, none: number) => Number(attributes.get(name) ?? none);
  const range = [limit('min', Number.NEGATIVE_INFINITY), limit('max', Number.POSITIVE_INFINITY)] as const;
  const base = { name, value: attributes.get('value') ?? '', chosen: false, options: [], range };
  if (tag === 'textarea') return [{ ...base, kind: 'text', value: rawTextOf(element) }];
  if (tag === 'select') return [{ ...base, kind: 'select', ...readSelect(element) }];
  if (tag !== 'input') return [];
  const type = attributes.get('type')?.toLowerCase() ?? 'text';
  if (type === 'radio' || type === 'checkbox') {
    const value = attributes.get('value') ?? 'on';
    return [{ ...base, kind: 'choice', value, chosen: attributes.has('checked') }];
  }
  if (type === 'submit' || type === 'reset' || type === 'image' || type === 'button') return [];
  return [{ ...base, kind: type === 'file' || type === 'hidden' || type === 'number' ? type : 'text' }];
}

function readSelect(element: Element): { value: string; options: string[] } {
  const options = findAll(element, ({ tag }) => tag === 'option').map((option) => ({
    value: option.attributes.get('value') ?? textOf(option),
    selected: option.attributes.has('selected'),
  }));
  const chosen = options.findLast(({ selected }) => selected) ?? options[0];
  return { value: chosen?.value ?? '', options: options.map(({ value }) => value) };
}

/**
 * What a browser sends when a form is filled in: the given answers, else what stands there already. Throws when an answer is not one that
 * the form has room for: nobody can choose what is not on the page.
 */
export function fillForm(form: Form, answers: Answers): [string, string | File][] {
  const wanted = new Map(Object.entries(answers).map(([name, value]) => [name, [value].flat()]));
  for (const [name, values] of wanted) for (const value of values) requireRoom(form, name, value);
  return form.controls.flatMap((control): [string, string | File][] => {
    const { kind, name, value } = control;
    const given = wanted.get(name);
    if (kind === 'file') return [[name, new File([], '', { type: 'application/octet-stream' })]];
    if (kind === 'choice') return (given ? given.includes(value) : control.chosen) ? [[name, value]] : [];
    return [[name, given?.[0] ?? value]];
  });
}

function requireRoom({ controls }: Form, name: string, value: string): void {
  if (controls.some((control) => control.name === name && takes(control, value))) return;
  throw new Error(`the form has no room for ${name} = ${JSON.stringify(value)}`);
}

/** Whether somebody can give this answer: it can be typed, or it is there to be chosen. */
export function takes({ kind, value, options, range }: Control, answer: string): boolean {
  if (kind === 'select') return options.includes(answer);
  if (kind === 'number') return Number(answer) >= range[0] && Number(answer) <= range[1];
  return kind === 'text' || (kind !== 'file' && value === answer);
}
