import { Anchor } from '#app/components/anchor.tsx';
import { DataTable } from '#app/components/data-table.tsx';
import { Tag, type Tone } from '#app/components/tag.tsx';
import { useWords } from '#app/i18n/use-words.ts';
import type { TermsGroup } from './overview-words.server.ts';
import type { TermsWords } from './rule-words.server.ts';

/** The countries with entries of their own, one a row. */
export function OwnTable({ rows }: { rows: readonly TermsWords[] }) {
  const { t } = useWords();
  if (rows.length === 0) return <p>{t('policy:table.own-empty')}</p>;
  const columns = [
    { key: 'country', label: t('policy:table.country') },
    { key: 'law', label: t('policy:table.law') },
    { key: 'policy', label: t('policy:table.policy') },
    { key: 'applies', label: t('policy:table.applies') },
  ];
  return (
    <DataTable
      caption={t('policy:table.own')}
      columns={columns}
      rows={rows.map(({ code, name, law, policy, applies }) => ({
        id: code,
        cells: {
          country: <Anchor href={`/policy?country=${code}`}>{name}</Anchor>,
          law: <LawCell law={law} />,
          policy: <Lines lines={[policy.window, policy.cost, policy.shipping, policy.finalSale]} />,
          applies: <AppliesCell applies={applies} />,
        },
      }))}
    />
  );
}

/** The countries on the default, those for which all reads the same in one row. */
export function DefaultTable({ rows, sentence }: { rows: readonly TermsGroup[]; sentence: string }) {
  const { t } = useWords();
  return (
    <section className="policy-section">
      <h2>{t('policy:table.others')}</h2>
      <p>{sentence}</p>
      <DataTable
        caption={t('policy:table.others')}
        hideCaption
        columns={[
          { key: 'country', label: t('policy:table.country') },
          { key: 'law', label: t('policy:table.law') },
          { key: 'applies', label: t('policy:table.applies') },
        ]}
        rows={rows.map((group) => ({
          id: group.key,
          cells: {
            country: <Members group={group} />,
            law: <LawCell law={group.law} />,
            applies: <AppliesCell applies={group.applies} />,
          },
        }))}
      />
    </section>
  );
}

function Members({ group: { title, countries } }: { group: TermsGroup }) {
  const [first] = countries;
  if (first && countries.length === 1) return <Anchor href={`/policy?country=${first.code}`}>{title}</Anchor>;
  return (
    <details>
      <summary>{title}</summary>
      <ul className="policy-members">
        {countries.map(({ code, name }) => (
          <li key={code}>
            <Anchor href={`/policy?country=${code}`}>{name}</Anchor>
          </li>
        ))}
      </ul>
    </details>
  );
}

function LawCell({ law }: { law: TermsWords['law'] }) {
  return (
    <>
      <Lines lines={[law.window, law.cost, law.shipping]} />
      {law.source && (
        <span className="policy-source">
          <bdi>{law.source}</bdi>
        </span>
      )}
    </>
  );
}

const tones: Readonly<Record<TermsWords['applies']['by'], Tone>> = {
  law: 'info',
  policy: 'success',
  replaced: 'warning',
  none: 'neutral',
};

export function AppliesCell({ applies }: { applies: TermsWords['applies'] }) {
  return (
    <>
      <Tag tone={tones[applies.by]}>{applies.window}</Tag>
      <Lines lines={[applies.cost, applies.shipping, applies.finalSale]} />
    </>
  );
}

/** Sentences under each other; the parts that are missing are left out. */
export function Lines({ lines }: { lines: readonly (string | null)[] }) {
  return lines
    .filter((line) => line !== null)
    .map((line) => (
      <span key={line} className="policy-line">
        {line}
      </span>
    ));
}
