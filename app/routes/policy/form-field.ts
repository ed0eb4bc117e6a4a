/** A field of a policy form as data: its words are made on the server, its look is in form-fields.tsx. */
interface Named {
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
}

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly hint?: string | undefined;
}

export type FormField =
  | (Named & {
      readonly type: 'text' | 'date';
      readonly width?: 'full' | 'medium' | 'short' | 'tiny';
      readonly ltr?: boolean;
    })
  | (Named & { readonly type: 'number' | 'amount' })
  | (Named & { readonly type: 'lines'; readonly most: number })
  | (Named & { readonly type: 'radio' | 'check'; readonly choices: readonly Choice[] })
  | (Named & { readonly type: 'select'; readonly choices: readonly Choice[]; readonly empty?: string | undefined })
  /** Many boxes, close together; `groups` after the first are folded away. */
  | (Named & { readonly type: 'countries'; readonly groups: readonly CountryGroup[] })
  | { readonly type: 'row'; readonly name: string; readonly fields: readonly FormField[] };

export interface CountryGroup {
  readonly title: string;
  readonly choices: readonly Choice[];
}

/** What the fields hold: everything typed, or what is stored. */
export type FieldValues = Readonly<Record<string, readonly string[]>>;
