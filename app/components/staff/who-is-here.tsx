import { useEffect, useState } from 'react';

/** How often an open page says that it is open; the server forgets it after three of these. */
const EVERY_MS = 20_000;
/** Whoever touched nothing for so long is not here: an open page alone must not keep a session alive. */
const IDLE_MS = 120_000;
const ACTIVE = ['pointerdown', 'keydown', 'scroll', 'focus'] as const;

/**
 * Who else has this return open. Without scripts it is what the page found when it was loaded; with them the page goes on saying that it is here,
 * and listens, as long as somebody can see it.
 */
export function WhoIsHere({ href, others, label }: { href: string; others: string; label: string }) {
  const [sentence, setSentence] = useState(others);
  useEffect(() => setSentence(others), [others]);
  useEffect(() => {
    let active = Date.now();
    const note = () => {
      active = Date.now();
    };
    const beat = async () => {
      if (document.hidden || Date.now() - active > IDLE_MS) return;
      const heard = await say(href);
      if (heard !== null) setSentence(heard);
    };
    const timer = setInterval(beat, EVERY_MS);
    document.addEventListener('visibilitychange', beat);
    for (const event of ACTIVE) window.addEventListener(event, note, { passive: true });
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', beat);
      for (const event of ACTIVE) window.removeEventListener(event, note);
    };
  }, [href]);
  return (
    <p className="who-is-here" role="status" aria-label={label} dir="auto">
      {sentence}
    </p>
  );
}

/** The sentence that the server answers with; null when it could not be reached: then the page keeps what it knows. */
async function say(href: string): Promise<string | null> {
  try {
    const answer = await fetch(href, { method: 'POST' });
    const said: unknown = answer.ok ? await answer.json() : null;
    return typeof said === 'object' && said !== null && 'others' in said ? String(said.others) : null;
  } catch {
    return null;
  }
}
