import { Form } from 'react-router';
import { Button } from '#app/components/button.tsx';
import { Card } from '#app/components/card.tsx';
import type { FieldProblem } from '#app/components/error-summary.tsx';
import { FieldSet } from '#app/components/field.tsx';
import { QuantitySelect } from '#app/components/quantity-select.tsx';
import { Radios } from '#app/components/radios.tsx';
import { TextInput } from '#app/components/text-input.tsx';
import { useWords } from '#app/i18n/use-words.ts';
import type { Route } from './+types/withdrawal';

type Page = Route.ComponentProps['loaderData'];

/** What a person can do about a statement: find its order, make the return, or answer why nothing comes of it. */
export function WithdrawalActs({ page, problems }: { page: Page; problems: readonly FieldProblem[] }) {
  const errorOf = (field: string) => problems.find((problem) => problem.field === field)?.message;
  return (
    <>
      {page.mayJoin && <Join page={page} error={errorOf('line')} />}
      {page.mayMatch && <Match page={page} error={errorOf('number')} />}
      {page.mayAnswer && <Answer page={page} error={errorOf('answer')} />}
    </>
  );
}

function Match({ page, error }: { page: Page; error: string | undefined }) {
  const { t } = useWords();
  return (
    <Card title={t('staff:withdrawals.order.title')}>
      {page.candidate && <p>{page.candidate}</p>}
      <Form method="post">
        <input type="hidden" name="version" value={page.version} />
        <TextInput
          name="number"
          label={t('staff:withdrawals.order.number')}
          defaultValue={page.typed}
          error={error}
          autoComplete="off"
          spellCheck={false}
          ltr
        />
        <Button variant="secondary" name="intent" value="match">
          {t('staff:withdrawals.order.button')}
        </Button>
      </Form>
    </Card>
  );
}

function Join({ page, error }: { page: Page; error: string | undefined }) {
  const { t } = useWords();
  if (page.lines.length === 0) {
    return (
      <Card title={t('staff:withdrawals.join.title')}>
        <p>{t('staff:withdrawals.join.none')}</p>
      </Card>
    );
  }
  return (
    <Card title={t('staff:withdrawals.join.title')}>
      {page.late && <p>{t('staff:withdrawals.join.late')}</p>}
      <Form method="post">
        <input type="hidden" name="version" value={page.version} />
        <FieldSet name="line" id="lines" label={t('staff:withdrawals.join.items')} error={error}>
          <div className="choices">
            {page.lines.map((line, index) => (
              <Line key={line.id} line={line} id={index === 0 ? 'line' : `line-${line.id}`} />
            ))}
          </div>
        </FieldSet>
        <Button name="intent" value="join">
          {page.late ? t('staff:withdrawals.join.button-late') : t('staff:withdrawals.join.button')}
        </Button>
      </Form>
    </Card>
  );
}

function Line({ line, id }: { line: Page['lines'][number]; id: string }) {
  const { t } = useWords();
  const title = line.variant ? `${line.title}, ${line.variant}` : line.title;
  return (
    <div className="choice">
      <input type="checkbox" name="line" id={id} value={line.id} defaultChecked={line.named > 0} />
      <label htmlFor={id}>
        <span className="choice-label" dir="auto">
          {title}
        </span>
      </label>
      <div className="choice-notes">
        {line.left > 1 ? (
          <QuantitySelect
            name={`quantity-${line.id}`}
            hiddenLabel={t('staff:withdrawals.join.pieces', { title })}
            max={line.left}
            defaultValue={line.named > 0 ? line.named : line.left}
            say={(count) => t('product.of', { count, total: line.left })}
          />
        ) : (
          <input type="hidden" name={`quantity-${line.id}`} value="1" />
        )}
      </div>
    </div>
  );
}

function Answer({ page, error }: { page: Page; error: string | undefined }) {
  const { t } = useWords();
  return (
    <Card title={t('staff:withdrawals.answer.title')}>
      <Form method="post">
        <input type="hidden" name="version" value={page.version} />
        <Radios
          name="answer"
          label={t('staff:withdrawals.answer.why')}
          hint={t('staff:withdrawals.answer.hint')}
          error={error}
          options={page.answers}
        />
        <Button variant="secondary" name="intent" value="answer">
          {t('staff:withdrawals.answer.button')}
        </Button>
      </Form>
    </Card>
  );
}
