import type { ReactNode } from 'react';

/** Words with the key that stands for them, where keys act. */
export function Keyed({ letter, children }: { letter: string | null; children: ReactNode }) {
  return (
    <>
      {children} {letter && <kbd className="key-hint">{letter}</kbd>}
    </>
  );
}
