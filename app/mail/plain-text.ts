import type { MailContent } from './content.ts';

/** The whole mail as plain text: for those who read mail without HTML, and for filters that distrust mail without it. */
export function plainText(content: MailContent): string {
  const rows = content.rows?.map(({ label, value }) => `${label}: ${value}`).join('\n');
  const facts = content.facts
    ?.map(({ label, lines }) => [label, ...lines.map((line) => `  ${line}`)].join('\n'))
    .join('\n');
  const action = content.action && `${content.action.label}\n${content.action.url}`;
  const parts = [content.heading, ...content.paragraphs, content.code, rows, facts, action, content.closing.join('\n')];
  return `${parts.filter((part) => part !== undefined && part !== '').join('\n\n')}\n`;
}
