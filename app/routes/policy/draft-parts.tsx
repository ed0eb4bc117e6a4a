import { Anchor } from '#app/components/anchor.tsx';
import { Button } from '#app/components/button.tsx';
import { DataTable } from '#app/components/data-table.tsx';
import { LinkButton } from '#app/components/link-button.tsx';
import { VisuallyHidden } from '#app/components/visually-hidden.tsx';
import { allow, fail } from '#app/http.server.ts';
import { useWords } from '#app/i18n/use-words.ts';
import type { Route } from './+types/draft-parts';
import { draftOf, frameOf, takeChange } from './draft-page.server.ts';
import { DraftPage } from './draft-page.tsx';
import { partOf } from './part-fields.server.ts';
import { removedPart, removePart } from './part-form.server.ts';
import { partWords } from './part-words.server.ts';
import { readPosted } from './posted.server.ts';
import { policyLinks } from './styles.ts';

export const links = policyLinks;

export const loader = allow('policy.read', async ({ deps, params, staff, t, locale }) => {
  const part = partOf(params.part) ?? fail(404, 'not-found');
  const draft = await draftOf({ deps, params });
  return { frame: frameOf(draft, staff), part, rows: partWords(part, draft.document, { t, locale }) };
});

/** Takes one out. What still names it is told among the findings. */
export const action = allow('policy.draft', async (args) => {
  const part = partOf(args.params.part) ?? fail(404, 'not-found');
  const draft = await draftOf(args);
  const { posted } = await readPosted(args.request, 4096);
  const id = removedPart(posted);
  return takeChange(args, posted, removePart(part, id), `/policy/drafts/${draft.id}/${part}`);
});

export default function DraftParts({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useWords();
  const { frame, part, rows } = loaderData;
  const here = `/policy/drafts/${frame.id}/${part}`;
  const heading = t(`policy:draft.section.${part}`);
  return (
    <DraftPage frame={frame} section={part} heading={heading} problems={actionData?.problems ?? []}>
      <p className="policy-lead">{t(`policy:part.${part}.lead`)}</p>
      {rows.length === 0 ? (
        <p>{t(`policy:part.${part}.none`)}</p>
      ) : (
        <form method="post" noValidate>
          <input type="hidden" name="version" value={frame.version} />
          <DataTable
            caption={heading}
            hideCaption
            columns={[
              { key: 'name', label: t('policy:field.name') },
              { key: 'text', label: t(`policy:part.${part}.says`) },
              ...(frame.editable ? [{ key: 'acts', label: t('policy:table.edit'), align: 'end' as const }] : []),
            ]}
            rows={rows.map(({ id, name, text }) => ({
              id,
              cells: {
                name: frame.editable ? (
                  <Anchor href={`${here}/${id}`}>
                    <bdi>{name}</bdi>
                  </Anchor>
                ) : (
                  <bdi>{name}</bdi>
                ),
                text,
                acts: (
                  <Button name="remove" value={id} variant="quiet" size="small">
                    {t('action.remove')} <VisuallyHidden>{name}</VisuallyHidden>
                  </Button>
                ),
              },
            }))}
          />
        </form>
      )}
      {frame.editable && (
        <LinkButton href={`${here}/new`} icon="plus">
          {t(`policy:part.${part}.add`)}
        </LinkButton>
      )}
    </DraftPage>
  );
}
