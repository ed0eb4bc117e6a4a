/** What a mail says, in the reader's language already. Both its HTML and its plain text are made from this, so neither says less. */
export interface MailContent {
  readonly subject: string;
  /** The line that a mailbox shows beside the subject. */
  readonly preview: string;
  readonly heading: string;
  readonly paragraphs: readonly string[];
  /** The paragraphs are somebody's own words: in the direction in which they wrote them. */
  readonly ownWords?: true;
  /** A code to type, set large. */
  readonly code?: string;
  /** Label and value, such as the refund line by line; the last may be a total. */
  readonly rows?: readonly { readonly label: string; readonly value: string; readonly strong?: boolean }[];
  /** What somebody stated, part by part; in the words and the direction in which they wrote it. */
  readonly facts?: readonly { readonly label: string; readonly lines: readonly string[] }[];
  readonly action?: { readonly label: string; readonly url: string };
  readonly closing: readonly string[];
}
