import { Navigate, Route, Routes } from 'react-router';
import { NotFoundPage } from './fault-page.tsx';
import { homeOf } from './navigation.ts';
import { useSession } from './session.tsx';

const Home = () => <Navigate to={`/${homeOf(useSession().role)}`} replace />;

/** Every page, each loaded when it is first opened. */
export const Pages = () => (
  <Routes>
    <Route index element={<Home />} />
    <Route path="*" element={<NotFoundPage />} />
  </Routes>
);
