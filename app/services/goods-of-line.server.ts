import type { OrderLine } from '#db/orders.ts';
import type { ReturnLine } from '#db/return-lines.ts';
import { SEALS } from '#machines/answers.ts';
import { type Disposition, type Goods, possibleDispositions, proposeDisposition } from '#machines/dock/disposition.ts';
import { GRADES, type Grade } from '#machines/line/codes.ts';
import { REASON_CODES, type ReasonCode } from '#machines/policy/index.ts';

/** The goods of a line as the dock's machine asks of them, in the condition found. */
export function goodsOf(line: ReturnLine, sold: { readonly traits: readonly string[] }, grade: Grade): Goods {
  const seal = SEALS.find((one) => one === line.seal) ?? null;
  return { grade, reason: reasonOf(line), traits: sold.traits, seal };
}

/** For each condition the ways that are open, and the one that suggests itself. */
export type GoodsWays = Readonly<
  Record<Grade, { readonly open: readonly Disposition[]; readonly proposed: Disposition | null }>
>;

/** The ways of a line's goods for every condition: what the count page needs to answer a key without asking. */
export function waysOf(line: ReturnLine, sold: Pick<OrderLine, 'traits'>): GoodsWays {
  const of = (grade: Grade) => {
    const goods = goodsOf(line, sold, grade);
    return { open: possibleDispositions(goods), proposed: proposeDisposition(goods) };
  };
  const [asNew, opened, used, damaged, wrongItem, missing] = GRADES;
  return {
    [asNew]: of(asNew),
    [opened]: of(opened),
    [used]: of(used),
    [damaged]: of(damaged),
    [wrongItem]: of(wrongItem),
    [missing]: of(missing),
  };
}

/** A stored reason as its code; another word in the row is a fault. */
export function reasonOf(line: { readonly id: string; readonly reason: string }): ReasonCode {
  const reason = REASON_CODES.find((code) => code === line.reason);
  if (!reason) throw new Error(`return line ${line.id} has an unknown reason`);
  return reason;
}
