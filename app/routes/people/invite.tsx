import { BackLink } from '#app/components/back-link.tsx';
import { Button } from '#app/components/button.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { Radios } from '#app/components/radios.tsx';
import { Select } from '#app/components/select.tsx';
import { TextInput } from '#app/components/text-input.tsx';
import { allow } from '#app/http.server.ts';
import { localeFacts, locales } from '#app/i18n/locales.ts';
import { useWords } from '#app/i18n/use-words.ts';
import { roles } from '#app/permissions.ts';
import type { Route } from './+types/invite';
import { takeInviteForm } from './invite-form.server.ts';

export const loader = allow('staff.manage', ({ locale }) => ({ locale }));
export const action = allow('staff.manage', (args) => takeInviteForm(args));

export default function Invite({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useWords();
  const problems = actionData?.problems ?? [];
  const typed = actionData?.typed;
  const errorOf = (field: string) => problems.find((problem) => problem.field === field)?.message;
  const title = t('people:invite.title');
  return (
    <div className="staff-narrow flow">
      <title>{problems.length > 0 ? t('problem.page-title', { title }) : title}</title>
      <BackLink href="/people">{t('people:list.title')}</BackLink>
      <ErrorSummary problems={problems} />
      <h1>{title}</h1>
      <p>{t('people:invite.lead')}</p>
      <form method="post" noValidate className="flow">
        <TextInput
          name="name"
          label={t('people:name')}
          defaultValue={typed?.name}
          error={errorOf('name')}
          autoComplete="off"
          maxLength={80}
        />
        <TextInput
          name="email"
          type="email"
          label={t('people:email')}
          defaultValue={typed?.email}
          error={errorOf('email')}
          autoComplete="off"
          spellCheck={false}
          ltr
        />
        <Radios
          name="role"
          label={t('people:role')}
          error={errorOf('role')}
          defaultValue={typed?.role}
          options={roles.map((role) => ({
            value: role,
            label: t(`terms:role.${role}`),
            hint: t(`people:role-does.${role}`),
          }))}
        />
        <Select
          name="locale"
          label={t('people:invite.language')}
          error={errorOf('locale')}
          defaultValue={typed?.locale ?? loaderData.locale}
          options={locales.map((locale) => ({ value: locale, label: localeFacts[locale].name }))}
        />
        <Button>{t('people:invite.button')}</Button>
      </form>
    </div>
  );
}
