import '@mantine/core/styles/Notification.layer.css';
import '@mantine/notifications/styles.layer.css';
import { type NotificationData, Notifications, notifications } from '@mantine/notifications';
import { openCorner } from './corner.tsx';

/** Says something in the corner, which is there from then on. */
export function show(data: NotificationData): void {
  notifications.show(data);
  openCorner(() => <Notifications position="bottom-left" />);
}
