import { lazy } from 'react';
import { Navigate, Route, Routes } from 'react-router';
import { NotFoundPage } from './fault-page.tsx';
import { KnownById } from './known-by-id.tsx';
import { homeOf } from './navigation.ts';
import { isStaff, useSession } from './session.tsx';

const Board = lazy(() => import('../pages/board/page.tsx'));
const Incidents = lazy(() => import('../pages/incidents/page.tsx'));
const Reports = lazy(() => import('../pages/reports/page.tsx'));
const ReportPage = lazy(() => import('../pages/report/page.tsx'));
const IncidentPage = lazy(() => import('../pages/incident/page.tsx'));
const Compose = lazy(() => import('../pages/incident/compose/page.tsx'));
const Sends = lazy(() => import('../pages/sends/page.tsx'));
const Send = lazy(() => import('../pages/sends/send-page.tsx'));
const Inbox = lazy(() => import('../pages/inbox/page.tsx'));
const InboxMessage = lazy(() => import('../pages/inbox/message/page.tsx'));
const Lists = lazy(() => import('../pages/lists/page.tsx'));
const NewList = lazy(() => import('../pages/lists/new-page.tsx'));
const ListPage = lazy(() => import('../pages/list/page.tsx'));
const PostToList = lazy(() => import('../pages/list/post/page.tsx'));
const HeldAlerts = lazy(() => import('../pages/alerts/page.tsx'));
const Templates = lazy(() => import('../pages/templates/page.tsx'));
const Directory = lazy(() => import('../pages/directory/page.tsx'));
const DirectoryTld = lazy(() => import('../pages/directory/tld/page.tsx'));
const DirectoryOperator = lazy(() => import('../pages/directory/operator/page.tsx'));
const Impact = lazy(() => import('../pages/impact/page.tsx'));
const Keys = lazy(() => import('../pages/keys/page.tsx'));
const Drills = lazy(() => import('../pages/drills/page.tsx'));
const Drill = lazy(() => import('../pages/drills/drill/page.tsx'));
const Packs = lazy(() => import('../pages/packs/page.tsx'));
const Advisories = lazy(() => import('../pages/advisories/page.tsx'));
const NewAdvisory = lazy(() => import('../pages/advisory/new-page.tsx'));
const AdvisoryPage = lazy(() => import('../pages/advisory/page.tsx'));
const Account = lazy(() => import('../pages/account/page.tsx'));
const Users = lazy(() => import('../pages/users/page.tsx'));
const UserPage = lazy(() => import('../pages/user/page.tsx'));
const Invitations = lazy(() => import('../pages/invitations/page.tsx'));
const Audit = lazy(() => import('../pages/audit/page.tsx'));
const Quarantine = lazy(() => import('../pages/quarantine/page.tsx'));
const RecordPage = lazy(() => import('../pages/record/page.tsx'));
const Rota = lazy(() => import('../pages/rota/page.tsx'));
const Calls = lazy(() => import('../pages/calls/page.tsx'));
const Health = lazy(() => import('../pages/health/page.tsx'));
const Evidence = lazy(() => import('../pages/evidence/page.tsx'));
const Mine = lazy(() => import('../pages/mine/page.tsx'));
const OwnIncidents = lazy(() => import('../pages/mine/incidents/page.tsx'));
const OwnIncident = lazy(() => import('../pages/mine/incident/page.tsx'));
const OwnReports = lazy(() => import('../pages/mine/reports/page.tsx'));
const OwnReport = lazy(() => import('../pages/mine/report/page.tsx'));
const NewReport = lazy(() => import('../pages/report-new/page.tsx'));
const Contacts = lazy(() => import('../pages/contacts/page.tsx'));

const Home = () => <Navigate to={`/${homeOf(useSession().role)}`} replace />;

/** One address for all, as mails and people pass it on; each is shown the thing as it may see it. */
const AnIncident = () => (isStaff(useSession()) ? <IncidentPage /> : <OwnIncident />);
const AReport = () => (isStaff(useSession()) ? <ReportPage /> : <OwnReport />);
const AllIncidents = () => (isStaff(useSession()) ? <Incidents /> : <OwnIncidents />);
const AllReports = () => (isStaff(useSession()) ? <Reports /> : <OwnReports />);

/** Every page, each loaded when it is first opened. */
export const Pages = () => (
  <Routes>
    <Route index element={<Home />} />
    <Route path="board" element={<Board />} />
    <Route path="incidents" element={<AllIncidents />} />
    <Route path="reports" element={<AllReports />} />
    <Route path="sends" element={<Sends />} />
    <Route path="inbox" element={<Inbox />} />
    <Route path="lists" element={<Lists />} />
    <Route path="lists/new" element={<NewList />} />
    <Route path="lists/:slug" element={<ListPage />} />
    <Route path="lists/:slug/post" element={<PostToList />} />
    <Route path="alerts" element={<HeldAlerts />} />
    <Route path="templates" element={<Templates />} />
    <Route path="templates/:name" element={<Templates />} />
    <Route path="directory" element={<Directory />} />
    <Route path="directory/:tab" element={<Directory />} />
    <Route path="directory/tlds/:label" element={<DirectoryTld />} />
    <Route path="directory/operators/:slug" element={<DirectoryOperator />} />
    <Route path="impact" element={<Impact />} />
    <Route path="keys" element={<Keys />} />
    <Route path="drills" element={<Drills />} />
    <Route path="packs" element={<Packs />} />
    <Route path="advisories" element={<Advisories />} />
    <Route path="advisories/new" element={<NewAdvisory />} />
    <Route path="account" element={<Account />} />
    <Route path="users" element={<Users />} />
    <Route path="invitations" element={<Invitations />} />
    <Route path="audit" element={<Audit />} />
    <Route path="quarantine" element={<Quarantine />} />
    <Route path="record" element={<RecordPage />} />
    <Route path="rota" element={<Rota />} />
    <Route path="calls" element={<Calls />} />
    <Route path="health" element={<Health />} />
    <Route path="evidence" element={<Evidence />} />
    <Route path="mine" element={<Mine />} />
    <Route path="mine/incidents" element={<OwnIncidents />} />
    <Route path="mine/reports" element={<OwnReports />} />
    <Route path="report" element={<NewReport />} />
    <Route path="contacts" element={<Contacts />} />
    <Route element={<KnownById />}>
      <Route path="reports/:id" element={<AReport />} />
      <Route path="incidents/:id" element={<AnIncident />} />
      <Route path="incidents/:id/tell" element={<Compose />} />
      <Route path="inbox/:id" element={<InboxMessage />} />
      <Route path="sends/:id" element={<Send />} />
      <Route path="drills/:id" element={<Drill />} />
      <Route path="advisories/:id" element={<AdvisoryPage />} />
      <Route path="users/:id" element={<UserPage />} />
      <Route path="mine/incidents/:id" element={<OwnIncident />} />
      <Route path="mine/reports/:id" element={<OwnReport />} />
    </Route>
    <Route path="*" element={<NotFoundPage />} />
  </Routes>
);
