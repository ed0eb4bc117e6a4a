import { allow } from '#app/http.server.ts';
import type { Route } from './+types/invited';
import { JoinForm } from './join-form.tsx';
import { loadJoinPage, takeJoinForm } from './join-page.server.ts';

export const loader = allow('public', (args) => loadJoinPage(args, 'invite'));
export const action = allow('public', (args) => takeJoinForm(args, 'invite'));

export default function Invited({ loaderData, actionData }: Route.ComponentProps) {
  return <JoinForm page={loaderData} answer={actionData} />;
}
