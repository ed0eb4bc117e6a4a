import { createHash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { clockMove, commands } from './control-commands.server.ts';
import type { Controls, StandInAnswer, StandInRequest } from './controls.ts';
import { StripeRefusal } from './errors.server.ts';

export interface DeskOptions {
  /** Null or absent: there is no desk, and its addresses are unknown. */
  token: string | undefined;
  controls: Controls;
  counters: () => unknown;
  runDue: () => Promise<void>;
  advanceClock: ((byMs: number) => void) | undefined;
}

const prefix = '/standin/';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

function answerOf(status: number, body: unknown): StandInAnswer {
  const headers = { 'Content-Type': 'application/json' };
  return { kind: 'answer', status, headers, body: JSON.stringify(body), cut: false };
}

/** What is asked for in a way that cannot be done: the caller's mistake. */
function refused(error: unknown): StandInAnswer | null {
  if (error instanceof z.ZodError) return answerOf(400, { error: z.prettifyError(error) });
  if (error instanceof StripeRefusal) return answerOf(409, { error: error.error });
  if (error instanceof RangeError || error instanceof SyntaxError) return answerOf(400, { error: error.message });
  return null;
}

/**
 * Takes the controls over HTTP: `POST /standin/<command>` with JSON and the token. Answers null for every other address, and
 * for these as well when the stand-in was started without a token.
 */
export function createControlDesk({ token, controls, counters, runDue, advanceClock }: DeskOptions) {
  async function carryOut(name: string, sent: unknown): Promise<StandInAnswer> {
    if (name === 'counters') return answerOf(200, { result: counters() });
    if (name === 'run-due') return answerOf(200, { result: (await runDue()) ?? null });
    if (name === 'clock') {
      if (!advanceClock) return answerOf(409, { error: 'this clock cannot be moved' });
      advanceClock(clockMove.parse(sent).byMs);
      await runDue();
      return answerOf(200, { result: null });
    }
    const act = commands.get(name);
    if (!act) return answerOf(404, { error: `no command ${name}` });
    return answerOf(200, { result: (await act(controls, sent)) ?? null });
  }

  return async function desk({ method, url, headers, body }: StandInRequest): Promise<StandInAnswer | null> {
    if (token === undefined || !url.startsWith(prefix)) return null;
    if (!timingSafeEqual(digest(headers['standin-token'] ?? ''), digest(token))) {
      return answerOf(403, { error: 'the header Standin-Token is missing or wrong' });
    }
    if (method !== 'POST') return answerOf(405, { error: 'commands are POST' });
    try {
      return await carryOut(url.slice(prefix.length), JSON.parse(body === '' ? '{}' : body));
    } catch (error) {
      const answer = refused(error);
      if (!answer) throw error;
      return answer;
    }
  };
}
