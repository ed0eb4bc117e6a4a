/** Text in another language or direction inside a sentence: its signs and numbers stay with it. */
export const isolate = (text: string): string => `\u2068${text}\u2069`;
