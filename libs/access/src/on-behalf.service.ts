import { Injectable } from '@nestjs/common';
import { TOKEN_SCOPES } from '#libs/contracts';
import { Transactions } from '#libs/database';
import { AccessFault } from './faults.ts';
import type { Principal } from './principal.ts';
import { User } from './user.entity.ts';

/** For the admin command, whose user says in whose name it acts: an account that may still sign in. */
@Injectable()
export class OnBehalf {
  constructor(private readonly transactions: Transactions) {}

  /** @throws AccessFault `access.user_not_found` */
  async of(email: string): Promise<Principal> {
    const user = await this.transactions.reader
      .getRepository(User)
      .createQueryBuilder('u')
      .where('lower(u.email) = lower(:email) AND u.deactivated_at IS NULL', { email })
      .getOne();
    if (user === null)
      throw new AccessFault('access.user_not_found', `Nobody here has the address ${email}.`);
    const { id, name, role, operatorId } = user;
    return {
      userId: id,
      email: user.email,
      name,
      role,
      operatorId,
      scopes: new Set(TOKEN_SCOPES),
      via: 'command',
      credentialId: '',
    };
  }
}
