import { Notifications } from '@mantine/notifications';
import '@mantine/notifications/styles.css';

/** Messages, the newest few, in a corner of the page. */
export const NoticeCorner = () => <Notifications position="bottom-right" limit={4} />;
