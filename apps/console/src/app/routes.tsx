import { lazy } from 'react';
import { Navigate, Route, Routes } from 'react-router';
import { NotFoundPage } from './fault-page.tsx';
import { homeOf } from './navigation.ts';
import { useSession } from './session.tsx';

const Reports = lazy(() => import('../pages/reports/page.tsx'));
const ReportPage = lazy(() => import('../pages/report/page.tsx'));

const Home = () => <Navigate to={`/${homeOf(useSession().role)}`} replace />;

/** Every page, each loaded when it is first opened. */
export const Pages = () => (
  <Routes>
    <Route index element={<Home />} />
    <Route path="reports" element={<Reports />} />
    <Route path="reports/:id" element={<ReportPage />} />
    <Route path="*" element={<NotFoundPage />} />
  </Routes>
);
