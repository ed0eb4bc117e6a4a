import type en from './en/index.ts';

type Words = typeof en;
type Plural = 'zero' | 'one' | 'two' | 'few' | 'many' | 'other';
/** `parcel_one` and `parcel_other` are said by `parcel`. */
type Singular<Key extends string> = Key extends `${infer Base}_${Plural}` ? Base : Key;

type KeysOf<Tree> = {
  [Key in keyof Tree & string]: Tree[Key] extends string ? Singular<Key> : `${Key}.${KeysOf<Tree[Key]>}`;
}[keyof Tree & string];

/** Every key of the English words: `action.back` of the namespace `common`, all others with theirs in front, `terms:reason.defective`. */
export type WordKey =
  | KeysOf<Words['common']>
  | { [Name in Exclude<keyof Words, 'common'>]: `${Name}:${KeysOf<Words[Name]>}` }[Exclude<keyof Words, 'common'>];
