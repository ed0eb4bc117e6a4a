/**
 * Takes the focus when the document loads, without a script: a person who listens hears first what went wrong. Only for what
 * WCAG 3.3.1 wants announced; never for the convenience of a field.
 */
export const focusOnLoad = { autoFocus: true, tabIndex: -1 } as const;
