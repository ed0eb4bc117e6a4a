import type { Oddity } from './controls.ts';

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function fits(value: Record<string, unknown>, { object, id }: Oddity): boolean {
  return value.object === object && (id === undefined || value.id === id);
}

/** Lays an oddity over every object that fits, wherever it stands; tells whether there was one. */
function lay(value: unknown, oddity: Oddity): { value: unknown; hit: boolean } {
  if (Array.isArray(value)) {
    const items = value.map((item) => lay(item, oddity));
    return { value: items.map((item) => item.value), hit: items.some((item) => item.hit) };
  }
  if (!isObject(value)) return { value, hit: false };
  const fields = Object.entries(value).map(([name, field]) => ({ name, ...lay(field, oddity) }));
  const plain = Object.fromEntries(fields.map((field) => [field.name, field.value]));
  const hit = fields.some((field) => field.hit);
  if (!fits(value, oddity)) return { value: plain, hit };
  const changed = Object.entries({ ...plain, ...oddity.set });
  return { value: Object.fromEntries(changed.filter(([name]) => !oddity.drop?.includes(name))), hit: true };
}

/** What a later version of Stripe might send, laid over bodies as they leave. */
export function createOddities() {
  let waiting: { oddity: Oddity; left: number }[] = [];
  return {
    oddities: {
      add(oddity: Oddity): void {
        waiting.push({ oddity, left: oddity.times ?? Number.POSITIVE_INFINITY });
      },
      clear(): void {
        waiting = [];
      },
    },
    /** A body as it leaves. */
    apply(body: string, where: 'answers' | 'webhooks'): string {
      const meant = waiting.filter(({ oddity }) => oddity.in === undefined || oddity.in === where);
      if (meant.length === 0) return body;
      let value: unknown = JSON.parse(body);
      for (const entry of meant) {
        const laid = lay(value, entry.oddity);
        value = laid.value;
        if (laid.hit) entry.left -= 1;
      }
      waiting = waiting.filter(({ left }) => left > 0);
      return JSON.stringify(value, null, 2);
    },
  };
}
