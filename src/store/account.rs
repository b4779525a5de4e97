//! Accounts of those who work with the platform, and what each may do.

use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::db::{Conn, Raw, StoreError, Tx};
use super::entities::{account, account_role};
use crate::domain::ids::AccountId;
use crate::domain::role::{Grant, Role};

/// An account as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Identifier.
    pub id: AccountId,
    /// Address, lower case, unique.
    pub email: String,
    /// Name shown to colleagues.
    pub name: String,
    /// The secret of the second factor, sealed.
    pub totp_secret: Option<Vec<u8>>,
    /// Whether the account may no longer sign in.
    pub disabled: bool,
}

/// Writes a new account. [`StoreError::Taken`] if the address has one.
pub async fn insert(tx: &Tx, account: &Account) -> Result<(), StoreError> {
    let row = account::ActiveModel {
        id: Set(account.id.0),
        email: Set(account.email.clone()),
        name: Set(account.name.clone()),
        totp_secret: Set(account.totp_secret.clone()),
        totp_step: Set(0),
        disabled: Set(account.disabled),
    };
    account::Entity::insert(row).exec_without_returning(tx.raw()).await?;
    Ok(())
}

/// The account with this identifier.
pub async fn find(conn: &impl Conn, id: AccountId) -> Result<Option<Account>, StoreError> {
    Ok(account::Entity::find_by_id(id.0).one(conn.raw()).await?.map(read))
}

/// The account with this address, in lower case.
pub async fn find_by_email(conn: &impl Conn, email: &str) -> Result<Option<Account>, StoreError> {
    let query = account::Entity::find().filter(account::Column::Email.eq(email));
    Ok(query.one(conn.raw()).await?.map(read))
}

/// All accounts, by address.
pub async fn list(conn: &impl Conn) -> Result<Vec<Account>, StoreError> {
    let rows = account::Entity::find().order_by_asc(account::Column::Email).all(conn.raw()).await?;
    Ok(rows.into_iter().map(read).collect())
}

/// What the account may do.
pub async fn grants(conn: &impl Conn, id: AccountId) -> Result<Vec<Grant>, StoreError> {
    let query = account_role::Entity::find().filter(account_role::Column::AccountId.eq(id.0));
    let query = query.order_by_asc(account_role::Column::Role).order_by_asc(account_role::Column::BranchCode);
    query.all(conn.raw()).await?.into_iter().map(read_grant).collect()
}

/// Gives an account a role; false if it had it.
pub async fn grant(tx: &Tx, id: AccountId, grant: &Grant) -> Result<bool, StoreError> {
    let row = account_role::ActiveModel {
        account_id: Set(id.0),
        role: Set(grant.role.name().to_owned()),
        branch_code: Set(grant.branch.clone().unwrap_or_default()),
    };
    let new = account_role::Entity::insert(row).on_conflict_do_nothing().exec_without_returning(tx.raw()).await?;
    Ok(matches!(new, sea_orm::TryInsertResult::Inserted(1..)))
}

/// Gives an account a (sealed) second factor; earlier codes are forgotten.
pub async fn set_totp(tx: &Tx, id: AccountId, sealed: Vec<u8>) -> Result<(), StoreError> {
    let one = account::Entity::update_many()
        .col_expr(account::Column::TotpSecret, Expr::value(sealed))
        .col_expr(account::Column::TotpStep, Expr::value(0_i64))
        .filter(account::Column::Id.eq(id.0));
    one.exec(tx.raw()).await?;
    Ok(())
}

/// Notes the time step of a code as used; false if it or a later one was used before.
pub async fn use_totp_step(tx: &Tx, id: AccountId, step: i64) -> Result<bool, StoreError> {
    let one = account::Entity::update_many()
        .col_expr(account::Column::TotpStep, Expr::value(step))
        .filter(account::Column::Id.eq(id.0))
        .filter(account::Column::TotpStep.lt(step));
    Ok(one.exec(tx.raw()).await?.rows_affected == 1)
}

fn read(row: account::Model) -> Account {
    Account {
        id: AccountId(row.id),
        email: row.email,
        name: row.name,
        totp_secret: row.totp_secret,
        disabled: row.disabled,
    }
}

fn read_grant(row: account_role::Model) -> Result<Grant, StoreError> {
    let role = Role::from_name(&row.role).ok_or(StoreError::Inconsistent("account with an unknown role"))?;
    Ok(Grant { role, branch: (!row.branch_code.is_empty()).then_some(row.branch_code) })
}
