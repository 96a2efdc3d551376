import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Role } from '#libs/contracts';
import type { Tx } from '#libs/database';
import { databaseErrorCode } from '#libs/database';
import { AccessFault } from './faults.ts';
import { hashNewPassword } from './new-passwords.ts';
import { Speaking } from './speaking/speaking.service.ts';
import { User } from './user.entity.ts';

const UNIQUE_VIOLATION = '23505';

export interface NewUser {
  email: string;
  role: Role;
  name?: string | undefined;
  operatorId?: string | null;
  password?: string | undefined;
}

/** The one place where an account comes to be, on whatever way: command line, first lead, invitation. */
@Injectable()
export class NewUsers {
  constructor(private readonly speaking: Speaking) {}

  /** @throws AccessFault when the address has an account, or role and operator do not fit */
  async insert(tx: Tx, given: NewUser): Promise<User> {
    const operatorId = given.operatorId ?? null;
    assertOperatorFits(given.role, operatorId);
    const user = {
      id: uuidv7(),
      email: given.email,
      name: given.name ?? given.email.split('@')[0] ?? given.email,
      role: given.role,
      operatorId,
      passwordHash: given.password === undefined ? null : await hashNewPassword(given.password),
    };
    try {
      await tx.getRepository(User).insert(user);
    } catch (error) {
      if (databaseErrorCode(error) !== UNIQUE_VIOLATION) throw error;
      throw userExists(given.email);
    }
    if (operatorId !== null) await this.speaking.grantFirst(tx, user.id, operatorId);
    return tx.getRepository(User).findOneByOrFail({ id: user.id });
  }
}

/** Operators' people belong to an operator, the CERT's own to none. */
export function assertOperatorFits(role: Role, operatorId: string | null): void {
  if (role === 'operator' && operatorId === null) {
    throw new AccessFault(
      'access.operator_needed',
      'A user with role operator belongs to an operator: name it.',
    );
  }
  if (role !== 'operator' && operatorId !== null) {
    throw new AccessFault('access.operator_not_wanted', `A user with role ${role} belongs to no operator.`);
  }
}

export const userExists = (email: string) =>
  new AccessFault('access.user_exists', `There is an account with the address ${email} already.`);
