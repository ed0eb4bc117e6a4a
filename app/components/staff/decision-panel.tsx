import { Form, useNavigation } from 'react-router';
import { Button } from '#app/components/button.tsx';
import { Card } from '#app/components/card.tsx';
import type { FieldProblem } from '#app/components/error-summary.tsx';
import { Notice } from '#app/components/notice.tsx';
import { type RefundRow, RefundTable } from '#app/components/refund-table.tsx';
import { useWords } from '#app/i18n/use-words.ts';
import { DecisionFields, DecisionHidden, type DecisionValues } from './decision-fields.tsx';
import { ProofField, type ProofFieldProps } from './proof-field.tsx';

interface PanelLine {
  id: string;
  title: string;
  image: string | null;
  acceptable: number;
  suggested: DecisionValues;
}

export interface DecisionPanelProps {
  page: { version: number; currency: string; early: boolean; lines: readonly PanelLine[] };
  answer:
    | {
        typed: Readonly<Record<string, DecisionValues>>;
        problems: readonly FieldProblem[];
        preview: {
          rows: readonly RefundRow[];
          total: string;
          version: number;
          amount: string | null;
          proof: ProofFieldProps['proof'] | null;
          second: { text: string; button: string } | null;
        } | null;
      }
    | undefined;
}

/** The desk's decision in two steps: what is decided, then what that pays, with a button that names the act and the sum. */
export function DecisionPanel({ page, answer }: DecisionPanelProps) {
  const { preview } = answer ?? {};
  const valuesOf = (line: PanelLine) => answer?.typed[line.id] ?? line.suggested;
  return preview ? (
    <Confirm lines={page.lines} valuesOf={valuesOf} preview={preview} problems={answer?.problems ?? []} />
  ) : (
    <Choose page={page} valuesOf={valuesOf} problems={answer?.problems ?? []} />
  );
}

type ValuesOf = (line: PanelLine) => DecisionValues;

function Choose({
  page,
  valuesOf,
  problems,
}: Pick<DecisionPanelProps, 'page'> & { valuesOf: ValuesOf; problems: readonly FieldProblem[] }) {
  const { t } = useWords();
  const busy = useNavigation().state !== 'idle';
  return (
    <Card title={t('staff:desk.decide.title')}>
      <p className="soft">{t('staff:desk.decide.lead')}</p>
      {page.early && (
        <Notice tone="warning">
          <p>{t('staff:desk.decide.early')}</p>
        </Notice>
      )}
      <Form method="post" noValidate preventScrollReset>
        <input type="hidden" name="version" value={page.version} />
        {page.lines.map((line) => (
          <DecisionFields
            key={line.id}
            line={line}
            currency={page.currency}
            values={valuesOf(line)}
            errorOf={(field) => problems.find((problem) => problem.field === field)?.message}
          />
        ))}
        <Button name="intent" value="preview" disabled={busy}>
          {t('staff:desk.decide.preview')}
        </Button>
      </Form>
    </Card>
  );
}

function Confirm({
  lines,
  valuesOf,
  preview,
  problems,
}: {
  lines: readonly PanelLine[];
  valuesOf: ValuesOf;
  preview: NonNullable<NonNullable<DecisionPanelProps['answer']>['preview']>;
  problems: readonly FieldProblem[];
}) {
  const { t } = useWords();
  const busy = useNavigation().state !== 'idle';
  const { amount, version, rows, total, proof, second } = preview;
  const own = amount ? t('staff:desk.decide.confirm', { amount }) : t('staff:desk.decide.confirm-none');
  return (
    <div id="preview" tabIndex={-1}>
      <Card title={amount ? t('staff:desk.decide.preview-title') : t('staff:desk.decide.preview-none')}>
        {!amount && <p>{t('staff:desk.decide.preview-none-text')}</p>}
        <RefundTable
          caption={t('staff:desk.payout.title')}
          rows={rows}
          total={{ label: t('staff:desk.return.sum.total'), amount: total }}
        />
        <Form method="post" noValidate preventScrollReset>
          <input type="hidden" name="version" value={version} />
          {lines.map((line) => (
            <DecisionHidden key={line.id} lineId={line.id} values={valuesOf(line)} />
          ))}
          {second && (
            <Notice>
              <p>{second.text}</p>
            </Notice>
          )}
          {proof && <ProofField proof={proof} error={problems.find(({ field }) => field === 'proof')?.message} />}
          <p className="actions">
            <Button name="intent" value="decide" icon={amount ? 'money' : 'check'} disabled={busy}>
              {second?.button ?? own}
            </Button>
            <Button name="intent" value="edit" variant="quiet" disabled={busy}>
              {t('staff:desk.decide.change')}
            </Button>
          </p>
        </Form>
      </Card>
    </div>
  );
}
