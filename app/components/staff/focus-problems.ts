import { useEffect } from 'react';

/** Takes a person to what is wrong after a form was answered without a new document; with one, the summary's own autofocus does. */
export function useFocusOnProblems(answer: unknown): void {
  useEffect(() => {
    if (answer) document.getElementById('error-summary')?.focus();
  }, [answer]);
}
