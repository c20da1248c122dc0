import { accountKinds, type Account, type AccountKind } from './accounts.js';
import { AccountUnknown } from './ledger.errors.js';

const accountShape = /^([a-z_]{1,40})(?::([\w.-]{1,100}))?$/;

/** The account that somebody outside asks for by its name. @throws AccountUnknown */
export function accountNamed(text: string): Account {
  const [, kind = '', owner] = accountShape.exec(text) ?? [];
  if (!Object.hasOwn(accountKinds, kind) || (accountKinds[kind as AccountKind].owner === 'none') !== (owner === undefined)) throw new AccountUnknown();
  return text as Account;
}
