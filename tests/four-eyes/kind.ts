import type { Role } from '#app/permissions.ts';
import type { AccountDeps } from '#app/services/account-vault.server.ts';
import type { Random } from '#tests/sim/random.ts';

/** One thing that two people let go together, with everything it needs. */
export interface Scene {
  readonly deps: AccountDeps;
  /** The return, the draft or the transfer. */
  readonly subject: string;
}

/** An approval as somebody sends it. */
export interface Approval {
  readonly by: string;
  /** What they read; the approval names it. */
  readonly read: string;
  readonly device: string | null;
}

/** One of the three things that take two people, through its real services. */
export interface Kind {
  readonly name: 'decision' | 'policy' | 'transfer';
  /** The role in which everybody begins. */
  readonly role: Role;
  readonly proposes: readonly Role[];
  readonly approves: readonly Role[];
  /** Makes a shop with one of these in it; says its id. */
  readonly prepare: (deps: AccountDeps) => Promise<string>;
  readonly propose: (scene: Scene, by: string, device: string | null) => Promise<boolean>;
  /** Changes what was proposed, by a service or past it. */
  readonly edit: (scene: Scene, by: string, random: Random) => Promise<void>;
  readonly back: (scene: Scene, by: string) => Promise<void>;
  readonly read: (scene: Scene) => Promise<string>;
  readonly approve: (scene: Scene, approval: Approval) => Promise<boolean>;
  /** All that would be let go, worked out here and not by what is tested. */
  readonly content: (scene: Scene) => Promise<string>;
  /** Who wrote what is proposed, where that may be somebody else than who proposes it. */
  readonly editor: (scene: Scene) => Promise<string | null>;
  readonly comparesDevices: boolean;
}
