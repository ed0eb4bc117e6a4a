import type { Question } from '#machines/answers.ts';

/** The page that asks a question. */
export function pathOf(question: Question): string {
  return question.page === 'reason' ? `/return/reason/${question.lineId}` : `/return/${question.page}`;
}

/** The page of a question, opened from the check page: its Back link leads there again. */
export const changePathOf = (question: Question): string => `${pathOf(question)}?change=1`;

export const statusPath = (rmaCode: string): string => `/r/${rmaCode}`;
/** Where customer and desk write to each other. */
export const messagesPath = (rmaCode: string): string => `/r/${rmaCode}/messages`;
export const contestPath = (rmaCode: string): string => `/r/${rmaCode}/contest`;
export const labelPath = (rmaCode: string, format: 'a4' | '4x6'): string => `/r/${rmaCode}/label/${format}`;
/** Where the customer chooses how an amount is paid that the first way did not pay, and names their account for it. */
export const otherWayPath = (rmaCode: string, payoutId: string): string => `/r/${rmaCode}/pay/${payoutId}`;
export const accountPath = (rmaCode: string, payoutId: string): string => `${otherWayPath(rmaCode, payoutId)}/account`;
