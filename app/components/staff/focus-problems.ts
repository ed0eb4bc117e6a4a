import { useEffect } from 'react';

/**
 * Takes a person to what a form was answered with, where no new document came: what is wrong, what others did meanwhile (`#overtaken`), or
 * the refund to be confirmed (`#preview`). With a new document the reader begins at its top, and the summary's own autofocus does the rest.
 */
export function useFocusOnProblems(answer: unknown): void {
  useEffect(() => {
    if (answer) document.querySelector<HTMLElement>('#error-summary, #overtaken, #preview')?.focus();
  }, [answer]);
}
