import { allow } from '#app/http.server.ts';
import type { Route } from './+types/first';
import { JoinForm } from './join-form.tsx';
import { loadJoinPage, takeJoinForm } from './join-page.server.ts';

export const loader = allow('public', (args) => loadJoinPage(args, 'first'));
export const action = allow('public', (args) => takeJoinForm(args, 'first'));

export default function First({ loaderData, actionData }: Route.ComponentProps) {
  return <JoinForm page={loaderData} answer={actionData} />;
}
