import type { Scope } from '#machines/withdrawal/statement.ts';
import type { Translate } from './types.ts';

/** What a statement of withdrawal says. */
export interface Stated {
  readonly name: string;
  readonly contract: string;
  readonly email: string;
  readonly scope: Scope;
}

/** A part of it with its label; `lines` stand one below the other. */
export interface StatedRow {
  readonly id: 'name' | 'contract' | 'items' | 'email';
  readonly label: string;
  readonly lines: readonly string[];
}

/** The content of a statement for the page before it is confirmed, the receipt, its file and its mail: everywhere the same. */
export function statedRows({ name, contract, email, scope }: Stated, t: Translate): StatedRow[] {
  return [
    { id: 'name', label: t('withdrawal:form.name'), lines: [name] },
    { id: 'contract', label: t('withdrawal:form.contract'), lines: [contract] },
    { id: 'items', label: t('withdrawal:row.items'), lines: scopeLines(scope, t) },
    { id: 'email', label: t('withdrawal:form.email'), lines: [email] },
  ];
}

function scopeLines(scope: Scope, t: Translate): string[] {
  if (scope.kind === 'all') return [t('withdrawal:whole')];
  if (scope.kind === 'words') return scope.words.split('\n').filter((line) => line.trim() !== '');
  return scope.lines.map(({ title, quantity }) => `${quantity} × ${title}`);
}
