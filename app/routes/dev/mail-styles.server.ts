const STYLED = /<([a-z][a-z0-9]*)((?:\s[^<>]*?)?)\sstyle="([^"<>]*)"/g;
const ENTITIES: Readonly<Record<string, string>> = { '&quot;': '"', '&#x27;': "'", '&#39;': "'", '&amp;': '&' };

const decoded = (text: string) => text.replaceAll(/&(?:quot|#x27|#39|amp);/g, (entity) => ENTITIES[entity] ?? entity);

/**
 * A mail with its inline styles moved into one sheet that carries a nonce, so that the page need not allow inline styles at all. Mail programs get
 * the mail as it was: most of them know no sheets. Whatever could end a rule or the sheet is left out.
 */
export function withStyleNonce(html: string, nonce: string): string {
  const rules = new Map<string, string>();
  const named = html.replaceAll(STYLED, (_, tag: string, before: string, style: string) => {
    const name = rules.get(style) ?? `s${rules.size}`;
    rules.set(style, name);
    return `<${tag}${before} data-style="${name}"`;
  });
  const sheet = [...rules].map(
    ([style, name]) => `[data-style="${name}"]{${decoded(style).replaceAll(/[{}<>]/g, '')}}`,
  );
  const open = `<style nonce="${nonce}">`;
  return named
    .replaceAll(/<style(?=[\s>])/g, `<style nonce="${nonce}"`)
    .replace('</head>', `${open}${sheet.join('')}</style></head>`);
}
