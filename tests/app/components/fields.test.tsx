import { expect, test } from 'vitest';
import { CodeInput } from '#app/components/code-input.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { FileInput } from '#app/components/file-input.tsx';
import { ProductChoices } from '#app/components/product-choices.tsx';
import { Radios } from '#app/components/radios.tsx';
import { Select } from '#app/components/select.tsx';
import { TextArea } from '#app/components/text-area.tsx';
import { TextInput } from '#app/components/text-input.tsx';
import { attributesOf, html, wordsOf } from './render.tsx';

test('a field points at its hint and its error, and is marked wrong', () => {
  const markup = html(
    <TextInput name="email" label="E-mail" hint="As in the order" error="Enter it" defaultValue="jo@" />,
  );
  const input = attributesOf(markup, 'email');
  expect(input).toMatchObject({ 'aria-invalid': 'true', 'aria-describedby': 'email-hint email-error', value: 'jo@' });
  expect(attributesOf(markup, 'email-hint')).not.toEqual({});
  expect(attributesOf(markup, 'email-error')).not.toEqual({});
  expect(markup).toContain('<label class="field-label" for="email">');
  expect(wordsOf(markup)).toContain('Error: Enter it');
});

test('a field without hint and error points at nothing', () => {
  const input = attributesOf(html(<TextInput name="email" label="E-mail" />), 'email');
  expect(input).not.toHaveProperty('aria-describedby');
  expect(input).not.toHaveProperty('aria-invalid');
});

test('a question is the page’s h1 and still the label', () => {
  const markup = html(<CodeInput name="code" label="Enter the code" heading />);
  expect(markup).toContain(
    '<h1 class="question-heading"><label class="question" for="code">Enter the code</label></h1>',
  );
});

test('a question over several answers is the h1 inside the legend', () => {
  const markup = html(<Radios name="why" label="Why?" heading options={[{ value: 'a', label: 'A' }]} />);
  expect(markup).toContain('<legend class="question"><h1 class="question-heading">Why?</h1></legend>');
});

test('a one-time code takes paste, spaces and the phone’s suggestion in one input', () => {
  const markup = html(<CodeInput name="code" label="Code" />);
  const input = attributesOf(markup, 'code');
  expect(input).toMatchObject({ autoComplete: 'one-time-code', inputMode: 'numeric', dir: 'ltr', maxLength: '12' });
  expect(markup.match(/<input/g)).toHaveLength(1);
});

test('the error summary takes the focus without a script and leads to each field', () => {
  const markup = html(<ErrorSummary problems={[{ field: 'why', message: 'Choose one answer' }]} />);
  expect(attributesOf(markup, 'error-summary')).toMatchObject({ role: 'alert', tabindex: '-1', autofocus: '' });
  expect(markup).toContain('<a href="#why">Choose one answer</a>');
});

test('the error summary leads to the first of several answers', () => {
  const markup = html(
    <Radios
      name="why"
      label="Why?"
      options={[
        { value: 'a', label: 'A' },
        { value: 'b', label: 'B' },
      ]}
    />,
  );
  expect(attributesOf(markup, 'why')).toMatchObject({ type: 'radio', value: 'a' });
  expect(attributesOf(markup, 'why-b')).toMatchObject({ type: 'radio', value: 'b' });
});

test('nothing wrong, no summary', () => {
  expect(html(<ErrorSummary problems={[]} />)).toBe('');
});

test('a choice is described by its price and its hint, and what was chosen stays chosen', () => {
  const options = [
    { value: 'label', label: 'Our label', hint: 'Print it', price: '€4.90' },
    { value: 'own', label: 'My carrier' },
  ];
  const markup = html(<Radios name="travel" label="How?" options={options} defaultValue="own" error="Choose" />);
  expect(attributesOf(markup, 'travel')['aria-describedby']).toBe('travel-price travel-note');
  expect(attributesOf(markup, 'travel')).not.toHaveProperty('checked');
  expect(attributesOf(markup, 'travel-own')).toHaveProperty('checked');
  expect(markup).toContain('<fieldset class="field field-wrong" aria-describedby="travel-error">');
});

test('a product with one piece left asks no number, one with more offers no more than that', () => {
  const common = { image: null, price: '€5.00', variant: null };
  const markup = html(
    <ProductChoices
      name="line"
      label="What?"
      defaultValues={['b']}
      options={[
        { ...common, value: 'a', title: 'Mug', max: 1, quantityName: 'quantity-a' },
        { ...common, value: 'b', title: 'Shirt', max: 3, quantityName: 'quantity-b', defaultQuantity: 2 },
      ]}
    />,
  );
  expect(markup).toContain('<input type="hidden" name="quantity-a" value="1"/>');
  expect(markup.match(/<option/g)).toHaveLength(3);
  expect(markup).toContain('<option value="2" selected="">');
  expect(attributesOf(markup, 'line-b')).toHaveProperty('checked');
  expect(wordsOf(markup)).toContain('How many of Shirt');
});

test('photos kept from before can be removed one by one, and Enter in another field removes none', () => {
  const accepted = [{ id: 'p1', name: 'seam.jpg', src: '/photos/p1' }];
  const markup = html(<FileInput name="photos" label="Photos" hint="Up to 10" accepted={accepted} />);
  expect(markup).toMatch(/<button(?=[^>]*name="remove")(?=[^>]*value="p1")/);
  expect(wordsOf(markup)).toContain('Remove seam.jpg');
  const first = /<button[^>]*>/.exec(markup)?.[0] ?? '';
  expect(first).not.toContain('name="remove"');
  expect(first).toContain('type="submit"');
});

test('a long text says its limit from the start and is never cut by the browser', () => {
  const markup = html(<TextArea name="comment" label="Comment" maxLength={1000} />);
  expect(attributesOf(markup, 'comment')['aria-describedby']).toBe('comment-count');
  expect(attributesOf(markup, 'comment')).not.toHaveProperty('maxlength');
  expect(wordsOf(markup)).toContain('Up to 1000 characters');
});

test('a list shows what was chosen before', () => {
  const markup = html(
    <Select name="why" label="Why" empty="Choose" options={[{ value: 'a', label: 'A' }]} defaultValue="a" />,
  );
  expect(markup).toContain('<option value="a" selected="">A</option>');
});
