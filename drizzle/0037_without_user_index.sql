DROP INDEX "messages_user_idx";
