import type { StandInAnswer } from '#app/gateways/stripe-standin/controls.ts';
import type { FaultKind } from '#app/gateways/stripe-standin/faults.server.ts';
import type { Carry, Travelling } from '#app/gateways/stripe-standin/in-process.server.ts';
import type { Random } from './random.ts';
import type { Scheduler } from './scheduler.ts';

/**
 * What can happen to a request. `lost`: it never arrives, and the caller waits until it gives up. `late`: so it seems, but it arrives after
 * the caller has given up. `answer-lost`: it is carried out, and the answer never comes.
 */
const ROADS = ['refused', 'lost', 'late', 'answer-lost', 'cut'] as const;
const STATUSES: readonly FaultKind[] = [
  'refuse429',
  'lock-timeout',
  'key-in-use',
  'status401',
  'status403',
  'status500',
  'status500-after',
  'status500-stored',
];
type Fate = (typeof ROADS)[number] | FaultKind | 'ok';

/** A request that is still under way although its caller has given up. */
export interface LateRequest {
  /** Seconds after the caller gave up. */
  readonly afterSeconds: number;
  readonly arrive: () => Promise<void>;
}

export interface NetworkOptions {
  readonly carry: Carry;
  readonly random: Random;
  readonly scheduler: Scheduler;
  /** How often a request meets a fault; 0 when all is well again. */
  readonly faultRate: () => number;
  /** The next fault for a route, at the provider. */
  readonly nextFault: (route: string, fault: FaultKind) => void;
  readonly onLate: (request: LateRequest) => void;
  /** The caller has waited for an answer for so long. */
  readonly onSilence: (seconds: number) => void;
  readonly note: (text: string) => void;
}

/** No process of ours: it never dies. */
const AT_PROVIDER = -1;

/** So long after its caller gave up a request may still arrive. */
const LATEST_SECONDS = 90;

const routeOf = ({ method, url }: Travelling): string => {
  const [bare = ''] = url.split('?');
  return `${method} ${bare.replace(/\/(re|pi|ch|py|evt|dp|du)_[^/]+/, '/:id')}`;
};

const asAnswer = (answer: StandInAnswer): string => (answer.kind === 'answer' ? `${answer.status}` : answer.kind);

/** The way between the SDK and the provider, with everything that can go wrong on it. */
export function createNetwork(options: NetworkOptions): Carry {
  const { random, scheduler, note } = options;

  /** The provider works on it by itself: it goes on there when the caller has died. */
  async function carry(request: Travelling): Promise<StandInAnswer> {
    if (scheduler.current() === null) return options.carry(request);
    const got: { answer?: StandInAnswer } = {};
    scheduler.spawn('the provider', AT_PROVIDER, async () => {
      got.answer = await options.carry(request);
    });
    await scheduler.stop('asked', () => got.answer !== undefined);
    return got.answer ?? { kind: 'silent' };
  }

  function fateOf(request: Travelling): Fate {
    if (!random.chance(options.faultRate())) return 'ok';
    if (random.chance(0.5)) return random.pick(ROADS);
    const fault = random.pick(STATUSES);
    // A stored answer belongs to a key, which a read has none of.
    return request.method === 'GET' && fault === 'status500-stored' ? 'status500' : fault;
  }

  async function silence(request: Travelling): Promise<StandInAnswer> {
    await scheduler.stop('silence');
    options.onSilence(request.timeoutMs / 1000);
    return { kind: 'silent' };
  }

  async function travel(request: Travelling, fate: Fate): Promise<StandInAnswer> {
    switch (fate) {
      case 'refused':
        return { kind: 'lost' };
      case 'lost':
        return silence(request);
      case 'late':
        options.onLate({
          afterSeconds: request.timeoutMs / 1000 + random.below(LATEST_SECONDS),
          arrive: async () => note(`late ${routeOf(request)} ${asAnswer(await carry(request))}`),
        });
        return silence(request);
      case 'answer-lost':
        await carry(request);
        return silence(request);
      case 'cut': {
        const answer = await carry(request);
        return answer.kind === 'answer' ? { ...answer, cut: true } : answer;
      }
      case 'ok':
        return carry(request);
      default:
        options.nextFault(routeOf(request), fate);
        return carry(request);
    }
  }

  return async (request) => {
    await scheduler.stop('call');
    const fate = fateOf(request);
    const answer = await travel(request, fate);
    const key = request.headers['idempotency-key'] ?? '';
    note(`${routeOf(request)} ${key} ${fate} ${asAnswer(answer)}`);
    if (fate !== 'lost' && fate !== 'late') await scheduler.stop('answer');
    return answer;
  };
}
