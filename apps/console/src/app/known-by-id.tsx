import { Outlet, useParams } from 'react-router';
import { NotFoundPage } from './fault-page.tsx';

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const isId = (text: string): boolean => ID.test(text);

/**
 * For pages of things that have an id. It goes from the address into what is asked of the service: were it anything but an
 * id, `..%2F` and `%23` in a link from a stranger would choose what is asked, and what a button does.
 */
export const KnownById = () => (isId(useParams()['id'] ?? '') ? <Outlet /> : <NotFoundPage />);
