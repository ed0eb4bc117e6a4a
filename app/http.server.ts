export { allow, type GuestArgs, type HandlerArgs, type ShopArgs, type StaffArgs } from '#app/http/allow.server.ts';
export { fail, redirectTo, refusalStatus } from '#app/http/answers.server.ts';
export {
  type FieldErrors,
  type FormLimits,
  type FormResult,
  list,
  parseFields,
  parseForm,
} from '#app/http/forms.server.ts';
export { answerJson, parseJson, problem, wrongMethod } from '#app/http/json.server.ts';
export { localeOf, rememberLocale } from '#app/http/locale.server.ts';
export { readText } from '#app/http/read-text.server.ts';
