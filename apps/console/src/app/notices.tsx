import { useNotifications } from '@mantine/notifications';
import { useEffect } from 'react';
import { useLater } from '../ui/use-later.ts';

const loadCorner = () => import('./notice-corner.tsx').then(({ NoticeCorner }) => NoticeCorner);

/** Where acts are told of. What is told before its code has come waits for it. */
export function Notices() {
  const { Part: NoticeCorner, open } = useLater(loadCorner);
  const isTold = useNotifications().notifications.length > 0;
  useEffect(() => {
    if (isTold) void open(() => undefined);
  }, [isTold, open]);
  return NoticeCorner === null ? null : <NoticeCorner />;
}
